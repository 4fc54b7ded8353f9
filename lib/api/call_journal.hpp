#pragma once

#include <frameio/api/client.hpp>

#include "api/outgoing.hpp"

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <optional>

namespace frameio::api {

/// Remembers calls that may change something, so that they are not made again by whoever goes on after a crash. For
/// the calls of one coroutine, and what runs beside it on its executor.
class call_journal {
public:
    virtual ~call_journal() = default;

    /// A call that the journal knows.
    class entry {
    public:
        virtual ~entry() = default;

        /// What it was answered by an earlier run: it is not to be made again.
        virtual std::optional<answer> answered() const = 0;

        /// Whether an earlier run may have made it.
        virtual bool in_doubt() const noexcept = 0;

        /// What became of it: a 2xx; a refusal or what was never sent, which leaves it to be made again. If neither is
        /// called, it stays in doubt.
        virtual boost::asio::awaitable<void> succeeded(const answer& got) = 0;
        virtual boost::asio::awaitable<void> failed(unsigned status) = 0;
    };

    /// A call is about to be made; `repeatable` says whether it may have its effect twice. Caller and call outlive
    /// this.
    /// @throws what keeps it from being made
    virtual boost::asio::awaitable<std::unique_ptr<entry>> begin(const caller& by, const outgoing& call,
                                                                 bool repeatable) = 0;
};

/// The same client, its calls recorded.
client recorded_by(const client& from, std::shared_ptr<call_journal> journal);

}  // namespace frameio::api
