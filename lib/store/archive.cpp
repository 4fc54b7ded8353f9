#include "store/archive.hpp"

#include "store/address.hpp"
#include "store/sqlite_archive.hpp"
#ifdef FRAMEIO_POSTGRESQL
#include "store/postgres_archive.hpp"
#endif

namespace frameio::store {

std::unique_ptr<archive> open_archive(std::string_view address, archive::purpose what_for, clock& time) {
    require_lasting(address);
    const lasting_address parsed = parse_address(address);
#ifdef FRAMEIO_POSTGRESQL
    if (parsed.what == lasting_address::kind::postgresql) {
        return std::make_unique<postgres_archive>(parsed.where, what_for, time.now());
    }
#endif
    static_cast<void>(time);
    return std::make_unique<sqlite_archive>(parsed.where, what_for);
}

migration migrate_store(std::string_view address) {
    require_lasting(address);
    const lasting_address parsed = parse_address(address);
#ifdef FRAMEIO_POSTGRESQL
    if (parsed.what == lasting_address::kind::postgresql) {
        return postgres_archive::migrate(parsed.where);
    }
#endif
    return sqlite_archive::migrate(parsed.where);
}

}  // namespace frameio::store
