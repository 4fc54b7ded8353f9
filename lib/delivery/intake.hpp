#pragma once

#include <frameio/log.hpp>

#include "delivery/backlog.hpp"
#include "store/engine.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace frameio::delivery {

/// Where deliveries enter the store.
///
/// Thread safety: for one executor that runs one thing at a time.
class intake : public std::enable_shared_from_this<intake> {
public:
    /// `on_new` is called when the store has something to be run.
    intake(std::shared_ptr<store::engine> engine, std::shared_ptr<backlog> room, boost::asio::any_io_executor executor,
           logger log, std::function<void()> on_new);

    /// Stores the delivery, or finds the one that it repeats.
    /// @throws store_error, also if too many events wait
    boost::asio::awaitable<store::admission> admit(store::arrival what);

    /// Its delivery was acknowledged in time. The store is told soon, of all of them together.
    void acknowledged(const store::event_id& which);

private:
    boost::asio::awaitable<void> tell();

    std::shared_ptr<store::engine> engine_;
    std::shared_ptr<backlog> room_;
    boost::asio::any_io_executor executor_;
    logger log_;
    std::function<void()> on_new_;
    std::vector<store::event_id> acknowledged_;  // to be told
    bool telling_ = false;
};

}  // namespace frameio::delivery
