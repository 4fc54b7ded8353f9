#pragma once

#include <frameio/context.hpp>
#include <frameio/events.hpp>

#include "app/action_runs.hpp"
#include "app/app_state.hpp"
#include "app/claims.hpp"
#include "app/found_secrets.hpp"
#include "app/handler_chain.hpp"
#include "app/stored_deliveries.hpp"
#include "http/service.hpp"
#include "protocol/event_decoder.hpp"

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace frameio {

/// The receiver: turns one request after the other into a verified, decoded, classified event, runs its handlers, and
/// turns what comes of it into an answer. One for each worker; used on its lane only.
class delivery_run final : public http::delivery {
public:
    /// Where actions are run; asked for when the first one comes.
    using action_source = std::function<std::shared_ptr<action_runs>()>;

    /// @param store  takes webhooks; null: they are run at once
    delivery_run(std::shared_ptr<app_state> app, delivery_counters& counters, boost::asio::any_io_executor executor,
                 action_source actions, std::shared_ptr<frameio::delivery::intake> store);
    ~delivery_run() override = default;
    delivery_run(const delivery_run&) = delete;
    delivery_run& operator=(const delivery_run&) = delete;

    bool accepts(const http::request_view& head, http::reply& refusal) override;
    bool begin(const http::request_view& request, http::reply& answer) override;
    boost::asio::awaitable<void> run() override;
    void finish(std::exception_ptr failure, http::reply& answer) override;
    clock::steady_time deadline() const override;
    void overdue() override;
    void sent(clock::steady_time now) override;
    void lost() override;
    void abandon() override;

private:
    /// What `run` does.
    enum class work : std::uint8_t { none, handlers, join, resolve, store, action };

    struct signed_parts {
        std::string_view timestamp;
        std::string_view signature;
    };

    // The steps of `begin`; each returns true if the request is answered with it.
    bool read_signature(const http::request_view& request, http::reply& answer);
    bool explain(verification outcome, http::reply& answer);
    bool take_genuine(const verification& by, http::reply& answer);
    bool take_webhook(std::size_t secret, bool resolved, http::reply& answer);
    bool take_action(std::size_t secret, bool resolved, http::reply& answer);
    bool choose_webhook_routes(std::size_t secret, bool resolved);
    bool take_claim(ledger::verdict verdict, http::reply& answer);
    bool wrong_resource(http::reply& answer);
    bool refuse(unsigned status, std::string_view reason, http::reply& answer);
    bool give(http::reply& answer);
    void prepare_context(std::string_view route, std::chrono::seconds time);
    void forget();

    // The kinds of work.
    boost::asio::awaitable<void> run_joined();
    boost::asio::awaitable<void> run_resolved();
    boost::asio::awaitable<void> run_stored();
    boost::asio::awaitable<void> run_action();
    boost::asio::awaitable<void> run_work();

    void conclude(http::reply& answer);
    void conclude_stored(http::reply& answer);
    void conclude_action(http::reply& answer);
    void explain_failure(const std::exception_ptr& failure, http::reply& answer);
    void log_failure(const std::exception_ptr& failure);
    void reject(std::string_view why);
    void doubt_clock();
    const event* as_event() const noexcept;
    static void count(std::atomic<std::uint64_t>& counter) noexcept;

    std::shared_ptr<app_state> app_;
    delivery_counters& counters_;
    event_decoder decoder_;
    any_event event_;
    context context_;
    handler_chain chain_;
    claims claims_;
    stored_deliveries stored_deliveries_;
    action_source action_source_;
    std::shared_ptr<action_runs> actions_;
    response answer_;
    stored_answer stored_;
    signed_parts signed_;
    const http::request_view* request_ = nullptr;

    const std::vector<const webhook_route*>* webhooks_ = nullptr;
    const action_route* action_ = nullptr;
    std::vector<const webhook_route*> chosen_;

    clock::steady_time started_{};
    work work_ = work::none;
    http::reply resolved_answer_;
    std::string resolved_text_;
    bool repeated_ = false;  // an action
    bool overdue_ = false;
    bool answered_ = false;
    const event_ids* claimed_ = nullptr;          // by what is not verified; in `run_resolved`
    std::shared_ptr<const found_secrets> found_;  // null: those that are known count
};

}  // namespace frameio
