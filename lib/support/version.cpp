#include <frameio/version.hpp>

#define FRAMEIO_TEXT_OF(number) #number
#define FRAMEIO_TEXT(number) FRAMEIO_TEXT_OF(number)

namespace frameio {

const char* version() noexcept {
    return FRAMEIO_TEXT(FRAMEIO_VERSION_MAJOR) "." FRAMEIO_TEXT(FRAMEIO_VERSION_MINOR) "." FRAMEIO_TEXT(
        FRAMEIO_VERSION_PATCH);
}

}  // namespace frameio
