#pragma once

#include "app/app_state.hpp"
#include "app/delivery_run.hpp"
#include "http/service.hpp"
#include "server/store_lane.hpp"

#include <atomic>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace frameio {

/// What a server answers at which path: deliveries at one, health and readiness beside it.
class site final : public http::service {
public:
    site(std::shared_ptr<app_state> app, std::string path) : app_(std::move(app)), path_(std::move(path)) {}

    std::unique_ptr<http::delivery> make_delivery(boost::asio::any_io_executor executor) override;

    /// Before any delivery is made: webhooks go into the store, through that lane of it.
    void use_store(std::vector<std::shared_ptr<store_lane>> lanes) {
        store_ = std::move(lanes);
    }

    app_state& app() noexcept {
        return *app_;
    }
    const std::shared_ptr<app_state>& app_shared() const noexcept {
        return app_;
    }

    /// From now on it is not ready: a load balancer is to send requests elsewhere.
    void drain() noexcept {
        draining_.store(true, std::memory_order_relaxed);
    }

private:
    friend class site_delivery;

    std::shared_ptr<delivery::intake> intake_on(const boost::asio::any_io_executor& executor) const;

    std::shared_ptr<app_state> app_;
    std::string path_;
    std::vector<std::shared_ptr<store_lane>> store_;  // none: there is no store
    std::atomic<bool> draining_{false};
};

}  // namespace frameio
