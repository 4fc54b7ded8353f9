#include "cli/store/read_keys.hpp"

#include "cli/inputs.hpp"
#include "cli/text/json_text.hpp"

#include <frameio/error.hpp>

namespace frameio::cli {

auth::key_ring read_keys() {
    try {
        return auth::key_ring::from_environment();
    } catch (const error& failure) {
        throw usage_error(printable(failure.what()));
    }
}

}  // namespace frameio::cli
