#pragma once

/// @file
/// Every engine of the store, behind the same tests, with a clock that the test turns.

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "common/temporary_directory.hpp"
#include "common/turned_loop.hpp"
#include "protocol/digest.hpp"
#include "store/memory_engine.hpp"
#include "store/sqlite_engine.hpp"

#ifdef FRAMEIO_POSTGRESQL
#include "common/postgres_server.hpp"
#include "store/postgres_engine.hpp"
#endif

namespace frameio::store {

inline std::ostream& operator<<(std::ostream& to, event_state state) {
    return to << to_string(state);
}
inline std::ostream& operator<<(std::ostream& to, const event_id& id) {
    return to << id.text();
}
inline std::ostream& operator<<(std::ostream& to, admission::verdict what) {
    return to << (what == admission::verdict::stored   ? "stored"
                  : what == admission::verdict::merged ? "merged"
                                                       : "repeated");
}

}  // namespace frameio::store

namespace frameio_test {

#ifdef FRAMEIO_POSTGRESQL
inline const std::vector<std::string> all_engines{"memory", "sqlite", "postgresql"};
#else
inline const std::vector<std::string> all_engines{"memory", "sqlite"};
#endif

inline unsigned schemas = 0;

/// A store with nothing in it.
struct stored : turned_loop {
    temporary_directory directory;
    const std::string schema = "test_" + std::to_string(++schemas);
    std::unique_ptr<frameio::store::engine> store;

    std::string path() const {
        return (directory.path() / "store.db").string();
    }

#ifdef FRAMEIO_POSTGRESQL
    /// Of a schema that no other test has.
    std::string url(const std::string& user = "postgres") const {
        return postgres_server::shared().url(user) + "&schema=" + schema;
    }
    void open_shared() {
        store = std::make_unique<frameio::store::postgres_engine>(url(), clock);
    }
#else
    void open_shared() {}
#endif

    /// To be called first.
    void open(const std::string& kind) {
        store.reset();  // before another one takes its file
        if (kind == "memory") {
            store = std::make_unique<frameio::store::memory_engine>(clock);
        } else if (kind == "postgresql") {
            open_shared();
        } else {
            store = std::make_unique<frameio::store::sqlite_engine>(path(), clock);
        }
    }

    static frameio::store::ledger_key key_of(std::string_view kind, std::string_view text) {
        const auto digest = frameio::digest_of({kind, text});
        frameio::store::ledger_key made{};
        std::copy_n(digest.begin(), made.size(), made.begin());
        return made;
    }

    /// A webhook that is signed now.
    frameio::store::arrival webhook(const std::string& resource, const std::string& tenant = "account") const {
        frameio::store::arrival made;
        made.event.route = "file.*";
        made.event.type = "file.updated";
        made.event.tenant = tenant;
        made.event.resource_type = "file";
        made.event.resource_id = resource;
        made.event.body = R"({"type":"file.updated","resource":{"id":")" + resource + "\"}}";
        made.event.stamp = std::chrono::floor<std::chrono::seconds>(clock.now());
        made.event.received_at = clock.now();
        made.same = key_of("body", tenant + made.event.body);
        made.exact =
            key_of("signature", tenant + made.event.body + std::to_string(made.event.stamp.time_since_epoch().count()));
        return made;
    }
    /// The same thing can happen to a resource only once.
    frameio::store::arrival creation(const std::string& resource) const {
        frameio::store::arrival made = webhook(resource);
        made.event.type = "file.created";
        made.how = frameio::store::tier::once;
        made.same_window = std::chrono::hours(30 * 24);
        return made;
    }
    /// A click, run at once by `owner`.
    frameio::store::arrival click(const std::string& interaction, const std::string& owner = "me") const {
        frameio::store::arrival made = webhook("file-1");
        made.event.kind = frameio::store::event_kind::action;
        made.event.type = made.event.route = "acme.publish";
        made.how = frameio::store::tier::action;
        made.same = key_of("interaction", interaction);
        made.exact = key_of("signature", interaction + std::to_string(made.event.stamp.time_since_epoch().count()));
        made.owner = owner;
        made.term = std::chrono::seconds(30);
        return made;
    }

    frameio::store::admission admit(frameio::store::arrival what) {
        return finish(store->admit(std::move(what)));
    }
    /// Stores an event, and acknowledges it in time.
    frameio::store::event_id receive(frameio::store::arrival what) {
        const auto got = admit(std::move(what));
        finish(store->acknowledge({got.id}));
        return got.id;
    }
    std::vector<frameio::store::work> claim(std::size_t most = 1, const std::string& owner = "me",
                                            std::map<std::string, std::size_t> limits = {}) {
        frameio::store::claim_request wanted;
        wanted.owner = owner;
        wanted.most = most;
        wanted.limits = std::move(limits);
        return finish(store->claim(std::move(wanted)));
    }
    /// Claims one; fails the test if there is none.
    frameio::store::work claim_one(const std::string& owner = "me") {
        auto taken = claim(1, owner);
        BOOST_TEST_REQUIRE(taken.size() == 1U);
        return std::move(taken.front());
    }
    bool end(const frameio::store::work& run, frameio::store::outcome how = frameio::store::outcome::done()) {
        return finish(store->finish(run.held, std::move(how)));
    }
    frameio::store::event_details look(const frameio::store::event_id& id) {
        auto found = finish(store->find(id));
        BOOST_TEST_REQUIRE(found.has_value());
        return std::move(*found);
    }
    std::vector<std::string> resources(const std::vector<frameio::store::work>& of) const {
        std::vector<std::string> names;
        for (const auto& each : of) {
            names.push_back(each.event.resource_id);
        }
        return names;
    }
};

}  // namespace frameio_test

/// A test of every engine; `which` is its name.
#define FRAMEIO_ENGINE_TEST(name) \
    BOOST_DATA_TEST_CASE_F(frameio_test::stored, name, boost::unit_test::data::make(frameio_test::all_engines), which)
