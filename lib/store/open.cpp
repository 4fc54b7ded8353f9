#include "store/open.hpp"

#include "store/memory_engine.hpp"
#include "store/sqlite_engine.hpp"
#ifdef FRAMEIO_POSTGRESQL
#include "store/postgres_engine.hpp"
#endif

#include <string>

namespace frameio::store {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

// A user and a password may follow the scheme: the address is not repeated.
std::shared_ptr<engine> open_postgres([[maybe_unused]] std::string_view address, [[maybe_unused]] clock& time) {
#ifdef FRAMEIO_POSTGRESQL
    return std::make_shared<postgres_engine>(address, time);
#else
    throw store_error(
        "the store is to be in PostgreSQL, which this build lacks; build with -D FRAMEIO_POSTGRESQL=ON, or use "
        "sqlite:PATH");
#endif
}

}  // namespace

bool is_transient(std::string_view address) noexcept {
    return address.empty() || address == "memory:";
}

std::shared_ptr<engine> open(std::string_view address, clock& time) {
    if (is_transient(address)) {
        return std::make_shared<memory_engine>(time);
    }
    if (address.starts_with("postgresql://") || address.starts_with("postgres://")) {
        return open_postgres(address, time);
    }
    if (address.starts_with(sqlite_scheme) && address.size() > sqlite_scheme.size()) {
        return std::make_shared<sqlite_engine>(std::string(address.substr(sqlite_scheme.size())), time);
    }
    const std::string scheme(address.substr(0, address.find(':')));
    throw store_error("the store's address begins with \"" + scheme +
                      "\", which is not understood; write sqlite:PATH, postgresql://... or memory:");
}

}  // namespace frameio::store
