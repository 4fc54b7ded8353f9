#pragma once

#include "app/app_state.hpp"
#include "app/delivery_run.hpp"
#include "http/service.hpp"
#include "server/page_delivery.hpp"
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

    /// Before any delivery is made: what a lane receives goes into the store through this lane's part in it.
    void use_store(std::vector<std::shared_ptr<store_lane>> lanes, std::shared_ptr<const delivery::backlog> state,
                   server_role role) {
        store_ = std::move(lanes);
        store_state_ = std::move(state);
        role_ = role;
    }

    /// Before any delivery is made.
    void use_pages(std::shared_ptr<page_setup> pages) {
        pages_ = std::move(pages);
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

    std::shared_ptr<store_lane> store_on(const boost::asio::any_io_executor& executor) const;

    std::shared_ptr<app_state> app_;
    std::string path_;
    std::vector<std::shared_ptr<store_lane>> store_;
    std::shared_ptr<const delivery::backlog> store_state_;
    std::shared_ptr<page_setup> pages_;  // null: there are none
    server_role role_ = server_role::both;
    std::atomic<bool> draining_{false};
};

}  // namespace frameio
