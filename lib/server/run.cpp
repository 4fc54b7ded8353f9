#include <frameio/server.hpp>

#include "server/run_options.hpp"
#include "server/server_state.hpp"

#include <fmt/format.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <sys/resource.h>

#include <csignal>
#include <cstdio>
#include <memory>
#include <thread>
#include <vector>

namespace frameio {
namespace {

namespace asio = boost::asio;

constexpr int fine = 0;
constexpr int failure = 1;
constexpr int mistake = 2;

void raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

std::string where(const endpoint& address, bool tls) {
    const std::string text = address.to_string();
    return text.starts_with("unix:") ? text : (tls ? "https://" : "http://") + text;
}

}  // namespace

/// The loops of a program that serves, with the signals that end it.
class program {
public:
    program(std::shared_ptr<app_state> app, run_options options) : app_(std::move(app)) {
        for (std::size_t i = 0; i < options.threads; ++i) {
            loops_.push_back(
                std::make_unique<asio::io_context>(options.threads == 1 ? 1 : BOOST_ASIO_CONCURRENCY_HINT_SAFE));
            work_.push_back(asio::make_work_guard(*loops_.back()));
        }
        signals_ = std::make_unique<asio::signal_set>(*loops_.front(), SIGTERM, SIGINT, SIGHUP);
        server_ = std::make_shared<server::state>(loops_, app_, std::move(options.server));
    }

    ~program() {
        server_->abandon();
        server_.reset();
        signals_.reset();
    }
    program(const program&) = delete;
    program& operator=(const program&) = delete;

    int serve() {
        wait_for_signal();
        server_->start([this](boost::system::error_code result) { on_ended(result); });
        announce();
        std::vector<std::thread> threads;
        for (std::size_t i = 1; i < loops_.size(); ++i) {
            threads.emplace_back([loop = loops_[i].get()] { loop->run(); });
        }
        loops_.front()->run();
        for (std::thread& each : threads) {
            each.join();
        }
        return exit_code_;
    }

private:
    void on_ended(boost::system::error_code result) {
        exit_code_ = result ? failure : fine;
        work_.clear();
        if (result) {
            app_->log.error("ended before all handlers had returned", log_field("reason", result.message()));
            for (const auto& loop : loops_) {  // a handler that is still running may hold its loop for ever
                loop->stop();
            }
        } else {
            app_->log.info("drained; good bye");
        }
        signals_->cancel();
    }

    void announce() {
        const auto& all = server_->endpoints();
        for (std::size_t i = 1; i < all.size(); ++i) {
            app_->log.info("listening also", log_field("address", where(all[i], server_->is_tls())));
        }
        fmt::print("listening on {}\n", where(all.front(), server_->is_tls()));
        std::fflush(stdout);
    }

    void wait_for_signal() {
        signals_->async_wait([this](boost::system::error_code ec, int number) {
            if (!ec) {
                on_signal(number);
                wait_for_signal();
            }
        });
    }

    void on_signal(int number) {
        if (number == SIGHUP) {
            reload();
        } else if (std::exchange(draining_, true)) {
            app_->log.warning("asked again; ending without waiting for handlers");
            server_->stop_now();
        } else {
            app_->log.info("draining");
            server_->drain();
        }
    }

    void reload() {
        if (!server_->is_tls()) {
            app_->log.info("there are no TLS files to read again");
            return;
        }
        try {
            server_->reload_certificate();
            app_->log.info("the TLS files were read again");
        } catch (const error& wrong) {
            app_->log.error("the old TLS files stay in use", log_field("reason", wrong.what()));
        }
    }

    std::shared_ptr<app_state> app_;
    std::vector<std::unique_ptr<asio::io_context>> loops_;
    std::vector<asio::executor_work_guard<asio::io_context::executor_type>> work_;  // until the server has ended
    std::unique_ptr<asio::signal_set> signals_;
    std::shared_ptr<server::state> server_;
    int exit_code_ = failure;
    bool draining_ = false;
};

int run(app& application, int argc, char** argv) {
    int exit_code = fine;
    try {
        std::optional<run_options> options = read_run_options(argc, argv, exit_code);
        if (!options) {
            return exit_code;
        }
        if (options->manifest) {
            fmt::print("{}\n", application.manifest());
            return fine;
        }
        std::signal(SIGPIPE, SIG_IGN);
        raise_descriptor_limit();
        application.log_to(logger(stderr_sink(options->format), options->lowest));
        program all(application.state_, std::move(*options));
        return all.serve();
    } catch (const configuration_error& wrong) {
        fmt::print(stderr, "{}\n", wrong.what());
        return mistake;
    } catch (const error& wrong) {
        fmt::print(stderr, "{}\n", wrong.what());
        return mistake;
    } catch (const std::exception& wrong) {
        fmt::print(stderr, "cannot serve: {}\n", wrong.what());
        return failure;
    }
}

}  // namespace frameio
