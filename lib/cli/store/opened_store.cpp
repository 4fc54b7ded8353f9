#include "cli/store/opened_store.hpp"

#include "cli/inputs.hpp"
#include "cli/text/json_text.hpp"
#include "store/open.hpp"

#include <frameio/clock.hpp>

namespace frameio::cli {
namespace {

std::shared_ptr<store::engine> open(const std::string& address) {
    try {
        return store::open_existing(address, system_clock());
    } catch (const store::store_error& failure) {
        throw usage_error(printable(failure.what()));
    }
}

}  // namespace

opened_store::opened_store(const std::string& address) : engine_(open(address)) {}

}  // namespace frameio::cli
