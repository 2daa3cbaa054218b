#include "process.h"  // A C target needs one source file; all of it is in the header.
