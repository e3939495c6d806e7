/* banned.h: functions this project does without (CONTRIBUTING.md, "C"). Calls do not compile.
 * Included last. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef strtok
#undef alloca
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets strtok atoi atol sscanf     \
    strtol
#pragma GCC poison gmtime localtime ctime mktime setlocale popen alloca

#endif
