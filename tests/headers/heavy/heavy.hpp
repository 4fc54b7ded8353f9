#pragma once

// What a public header must not do; the check is tried on it.
#include <openssl/evp.h>
