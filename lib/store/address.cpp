#include "store/address.hpp"

#include "store/engine.hpp"

#include <algorithm>

namespace frameio::store {
namespace {

constexpr std::string_view sqlite_scheme = "sqlite:";

#ifdef FRAMEIO_POSTGRESQL
constexpr bool has_postgresql = true;
#else
constexpr bool has_postgresql = false;
#endif

// A user and a password may follow the scheme: the address is not repeated.
void require_postgresql() {
    if (!has_postgresql) {
        throw store_error(
            "the store is to be in PostgreSQL, which this build lacks; build with -D FRAMEIO_POSTGRESQL=ON, or use "
            "sqlite:PATH");
    }
}

}  // namespace

lasting_address parse_address(std::string_view address) {
    lasting_address made;
    if (address.starts_with("postgresql://") || address.starts_with("postgres://")) {
        require_postgresql();
        made.what = lasting_address::kind::postgresql;
        made.where = address;
        return made;
    }
    if (address.starts_with(sqlite_scheme) && address.size() > sqlite_scheme.size()) {
        made.where = address.substr(sqlite_scheme.size());
        return made;
    }
    // Nor is more of it than its scheme: it may have a password, as libpq's "host=... password=..." has.
    const auto end = address.find(':');
    const bool has_scheme = end != std::string_view::npos && std::ranges::all_of(address.substr(0, end), [](char each) {
                                return (each >= 'a' && each <= 'z') || each == '+';
                            });
    const std::string begin = has_scheme ? " begins with \"" + std::string(address.substr(0, end)) + "\", which" : "";
    throw store_error("the store's address" + begin +
                      " is not understood; write sqlite:PATH, postgresql://... or memory:");
}

bool is_transient(std::string_view address) noexcept {
    return address.empty() || address == "memory:";
}

void require_lasting(std::string_view address) {
    if (is_transient(address)) {
        throw store_error(
            "a store in memory belongs to its process, and nobody else can look into it; start the app with "
            "--store sqlite:PATH, and give the same address here");
    }
}

}  // namespace frameio::store
