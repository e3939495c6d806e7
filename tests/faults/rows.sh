# rows.sh: rows that need more than one address or look.
