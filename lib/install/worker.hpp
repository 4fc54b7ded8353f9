#pragma once

#include <frameio/api/client.hpp>
#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "auth/key_ring.hpp"
#include "auth/tenant_cache.hpp"
#include "auth/token_book.hpp"
#include "install/blueprint.hpp"
#include "install/installations.hpp"
#include "install/outcomes.hpp"
#include "install/saga.hpp"
#include "store/engine.hpp"

#include <boost/asio/awaitable.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace frameio::install {

/// What somebody wants to have done in a workspace.
struct job {
    job(job_kind kind, tenant in, std::string user) : what(kind), where(std::move(in)), user_id(std::move(user)) {}

    job_kind what;
    tenant where;
    std::string user_id;              ///< whose tokens are used
    std::optional<answers> settings;  ///< of an installation; nothing: as they were
    answers typed = {};               ///< what it was told, this time or before, for who has to begin anew
    bool is_resumed = false;          ///< it was begun earlier, and nobody waits for it now
};

/// Does jobs, and says in the log and in the store what has come of them. Thread-safe.
class worker {
public:
    struct parts {
        std::shared_ptr<store::engine> store;
        std::shared_ptr<const auth::key_ring> keys;
        api::client client;  ///< whose connections, and no tokens, are used
        std::shared_ptr<auth::token_book> tokens;
        blueprint wanted;
        clock* time;  ///< outlives it
        logger log;
        std::shared_ptr<auth::tenant_cache> tenants = nullptr;  ///< told of what has changed; null: there is none
    };

    explicit worker(parts of);

    /// Does it, as its user. Cancellation interrupts it: it can be resumed then.
    /// @throws nothing but what the machine fails with
    boost::asio::awaitable<void> run(job what, progress_handler told) const;

    const blueprint& wanted() const noexcept {
        return parts_.wanted;
    }
    const installations& records() const noexcept {
        return records_;
    }
    const outcomes& failures() const noexcept {
        return outcomes_;
    }
    const saga& work() const noexcept {
        return saga_;
    }
    clock& time() const noexcept {
        return *parts_.time;
    }
    const logger& log() const noexcept {
        return parts_.log;
    }

private:
    boost::asio::awaitable<answers> answers_of(const job& what) const;
    boost::asio::awaitable<result> carry_out(const job& what, progress_handler told) const;
    boost::asio::awaitable<void> note_end(const job& what, const result& made) const;
    boost::asio::awaitable<void> note_failure(const job& what, const std::exception_ptr& failure, bool has_begun) const;
    boost::asio::awaitable<void> note_interruption(const job& what, bool has_begun) const;
    void say_end(const job& what, const result& made) const;
    void say(log_level level, const std::string& text, const job& what, const std::string& reason) const;

    parts parts_;
    saga saga_;
    installations records_;
    outcomes outcomes_;
};

}  // namespace frameio::install
