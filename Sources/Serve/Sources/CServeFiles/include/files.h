/// Files of the server that are parts of its program.
#pragma once
#include <stddef.h>

extern const unsigned char *const sporlos_openapi;
extern const size_t sporlos_openapi_size;
