# citecheck as a container: built from source, installed as a package, run as nobody in particular.
#   docker run --rm -v "$PWD:/work" citecheck check --offline articles
FROM debian:12-slim AS build
COPY . /src
WORKDIR /src
RUN apt-get update -q && \
    apt-get install -y -q --no-install-recommends dpkg-dev devscripts equivs && \
    mk-build-deps -i -r -t 'apt-get -y --no-install-recommends' debian/control && \
    DEB_BUILD_OPTIONS=nocheck dpkg-buildpackage -us -uc -b

FROM debian:12-slim
COPY --from=build /citecheck_*.deb /tmp/
RUN apt-get update -q && \
    apt-get install -y -q --no-install-recommends ca-certificates git /tmp/citecheck_*.deb && \
    rm -rf /tmp/citecheck_*.deb /var/lib/apt/lists/* && \
    git config --system --add safe.directory '*' && \
    useradd --create-home --uid 1000 citecheck
USER citecheck
WORKDIR /work
ENTRYPOINT ["citecheck"]
CMD ["--help"]
