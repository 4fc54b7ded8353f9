#include "store/open.hpp"

#include "store/memory_engine.hpp"
#include "store/sqlite_engine.hpp"
#ifdef FRAMEIO_POSTGRESQL
#include "store/postgres_engine.hpp"
#endif

namespace frameio::store {
namespace {

std::shared_ptr<engine> open_lasting(std::string_view address, clock& time, opening what_for) {
    const lasting_address parsed = parse_address(address);
#ifdef FRAMEIO_POSTGRESQL
    if (parsed.what == lasting_address::kind::postgresql) {
        return std::make_shared<postgres_engine>(parsed.where, time, what_for);
    }
#endif
    return std::make_shared<sqlite_engine>(parsed.where, time, what_for);
}

}  // namespace

std::shared_ptr<engine> open(std::string_view address, clock& time) {
    if (is_transient(address)) {
        return std::make_shared<memory_engine>(time);
    }
    return open_lasting(address, time, opening::to_work);
}

std::shared_ptr<engine> open_existing(std::string_view address, clock& time) {
    require_lasting(address);
    return open_lasting(address, time, opening::beside);
}

}  // namespace frameio::store
