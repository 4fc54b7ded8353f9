#pragma once

#include <frameio/context.hpp>
#include <frameio/events.hpp>
#include <frameio/handlers.hpp>

#include "app/app_state.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace frameio {

/// Runs the middleware and the handlers of one event after the other. The routes that it is given outlive the run.
class handler_chain final : private detail::chain {
public:
    explicit handler_chain(context& ctx) noexcept : context_(ctx) {}
    handler_chain(const handler_chain&) = delete;
    handler_chain& operator=(const handler_chain&) = delete;

    void take(const webhook_event& event, const std::vector<const webhook_route*>& routes, const app_state& app);
    void take(const action_event& event, const action_route& route, const app_state& app);

    /// @param answer  where the handlers leave theirs; outlives the run
    boost::asio::awaitable<void> run(response& answer);

private:
    boost::asio::awaitable<response> proceed(std::size_t index) override;
    boost::asio::awaitable<void> run_layers(response& answer);
    boost::asio::awaitable<void> run_asking(response& answer);
    boost::asio::awaitable<void> await_login();
    boost::asio::awaitable<response> run_handlers();

    context& context_;
    const webhook_event* webhook_ = nullptr;  // one of the two
    const action_event* action_ = nullptr;
    const std::vector<const webhook_route*>* webhooks_ = nullptr;
    const action_route* action_route_ = nullptr;
    const std::vector<const layer*>* layers_ = nullptr;
};

}  // namespace frameio
