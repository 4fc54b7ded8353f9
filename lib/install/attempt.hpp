#pragma once

#include <frameio/api/client.hpp>
#include <frameio/clock.hpp>

#include "auth/kept_lock.hpp"
#include "install/blueprint.hpp"
#include "install/kept_record.hpp"
#include "install/plan.hpp"
#include "install/registrations.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace frameio::install {

/// Told of each step before it begins.
using progress_handler = std::function<void(const progress&)>;

/// One attempt to bring a workspace to what it should be. Before each call that changes something, the record says so,
/// and says what came of the one before: whoever takes up the record after a crash can tell what is ours.
class attempt {
public:
    /// What it is given by reference outlives it.
    attempt(api::client by, kept_record& kept, const auth::kept_lock& lock, clock& time, progress_handler told)
        : by_(std::move(by)), kept_(kept), lock_(lock), time_(time), told_(std::move(told)) {}

    /// To what is wanted.
    /// @param user_id  who wants it, and whose client this is
    /// @throws api::api_error, store_error, superseded
    boost::asio::awaitable<void> converge(std::string user_id, blueprint wanted, std::optional<answers> settings);

    /// To what the record says; who acts for the installation stays the same.
    /// @throws as `converge`
    boost::asio::awaitable<void> repair();

    /// To nothing. The record goes last.
    /// @param user_id  as above
    /// @throws as `converge`; unseen_workspace
    boost::asio::awaitable<void> remove(std::string user_id);

    /// How many calls were made that change something.
    std::size_t effects() const noexcept {
        return effects_;
    }

private:
    boost::asio::awaitable<registrations> list_unless_gone();
    boost::asio::awaitable<void> carry_out(std::vector<step> steps, const blueprint& wanted);
    boost::asio::awaitable<void> carry_out(const step& what, const blueprint& wanted);
    void intend(const step& what, const blueprint& wanted);
    /// @throws superseded if somebody else has the lock or has changed the record; then also what was created last is
    /// removed again
    boost::asio::awaitable<void> save();
    boost::asio::awaitable<void> take_back_last();

    boost::asio::awaitable<void> create(const step& what, const blueprint& wanted);
    boost::asio::awaitable<void> send(const step& what);
    boost::asio::awaitable<void> send_webhook();
    boost::asio::awaitable<void> send_action(const std::string& event);
    boost::asio::awaitable<bool> change(const step& what);
    boost::asio::awaitable<void> erase(const step& what);
    boost::asio::awaitable<void> require_absence(const step& what, std::exception_ptr told);

    api::client by_;
    kept_record& kept_;
    const auth::kept_lock& lock_;
    clock& time_;
    progress_handler told_;
    record before_;           // the last intent
    bool is_repair_ = false;  // to what the record says
    bool is_gone_ = false;    // the workspace, for sure
    std::size_t effects_ = 0;

    /// What was created, and is not in the record yet.
    struct creation {
        creation(subject what, std::string its_id) : of(what), id(std::move(its_id)) {}

        subject of;
        std::string id;
    };
    std::optional<creation> created_;
};

}  // namespace frameio::install
