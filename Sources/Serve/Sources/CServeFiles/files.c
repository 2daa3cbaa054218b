#include "files.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char openapi[] = {
#embed "openapi.json"
};

const unsigned char *const sporlos_openapi = openapi;
const size_t sporlos_openapi_size = sizeof openapi;
