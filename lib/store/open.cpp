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
std::shared_ptr<engine> open_postgres([[maybe_unused]] std::string_view address, [[maybe_unused]] clock& time,
                                      [[maybe_unused]] opening what_for) {
#ifdef FRAMEIO_POSTGRESQL
    return std::make_shared<postgres_engine>(address, time, what_for);
#else
    throw store_error(
        "the store is to be in PostgreSQL, which this build lacks; build with -D FRAMEIO_POSTGRESQL=ON, or use "
        "sqlite:PATH");
#endif
}

std::shared_ptr<engine> open_lasting(std::string_view address, clock& time, opening what_for) {
    if (address.starts_with("postgresql://") || address.starts_with("postgres://")) {
        return open_postgres(address, time, what_for);
    }
    if (address.starts_with(sqlite_scheme) && address.size() > sqlite_scheme.size()) {
        return std::make_shared<sqlite_engine>(std::string(address.substr(sqlite_scheme.size())), time, what_for);
    }
    const std::string scheme(address.substr(0, address.find(':')));
    throw store_error("the store's address begins with \"" + scheme +
                      "\", which is not understood; write sqlite:PATH, postgresql://... or memory:");
}

}  // namespace

bool is_transient(std::string_view address) noexcept {
    return address.empty() || address == "memory:";
}

std::shared_ptr<engine> open(std::string_view address, clock& time) {
    if (is_transient(address)) {
        return std::make_shared<memory_engine>(time);
    }
    return open_lasting(address, time, opening::to_work);
}

std::shared_ptr<engine> open_existing(std::string_view address, clock& time) {
    if (is_transient(address)) {
        throw store_error(
            "a store in memory belongs to its process, and nobody else can look into it; start the app with "
            "--store sqlite:PATH, and give the same address here");
    }
    return open_lasting(address, time, opening::beside);
}

}  // namespace frameio::store
