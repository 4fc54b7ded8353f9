#include "server/site.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace frameio {
namespace {

constexpr std::array<std::string_view, 9> known_methods{"GET",     "HEAD",    "POST",  "PUT",  "DELETE",
                                                        "CONNECT", "OPTIONS", "TRACE", "PATCH"};

void answer_with(http::reply& answer, unsigned status, std::string_view body, std::string_view allow = {}) {
    answer.status = status;
    answer.body = body;
    answer.allow = allow;
}

}  // namespace

/// Sends a request to where its path says.
class site_delivery final : public http::delivery {
public:
    site_delivery(site& home, const boost::asio::any_io_executor& executor)
        : home_(home),
          run_(
              home.app_, home.app_->new_counters(), executor,
              [store = home.store_on(executor)] { return store->actions(); }, home.store_on(executor)->intake()) {
        if (home.pages_) {
            pages_.emplace(home.pages_);
        }
    }

    bool accepts(const http::request_view& head, http::reply& refusal) override {
        if (head.method == "POST" && head.path == home_.path_) {
            here_ = &run_;
            return receives(refusal);
        }
        if (pages_ && pages_->has(head.path)) {
            here_ = &*pages_;
            return pages_->accepts(head, refusal);
        }
        answer_elsewhere(head, refusal);
        return false;
    }

    bool begin(const http::request_view& request, http::reply& answer) override {
        return here_->begin(request, answer);
    }
    boost::asio::awaitable<void> run() override {
        return here_->run();
    }
    void finish(std::exception_ptr failure, http::reply& answer) override {
        here_->finish(std::move(failure), answer);
    }
    clock::steady_time deadline() const override {
        return here_->deadline();
    }
    void overdue() override {
        here_->overdue();
    }
    void sent(clock::steady_time now) override {
        run_.sent(now);
    }
    void lost() override {
        run_.lost();
    }
    void abandon() override {
        run_.abandon();
    }

private:
    bool receives(http::reply& refusal) const {
        if (home_.role_ != server_role::work) {
            return true;
        }
        answer_with(refusal, 503, R"({"error":"this server receives no deliveries"})");
        refusal.retry_after = 1;
        return false;
    }

    void answer_elsewhere(const http::request_view& head, http::reply& answer) {
        if (std::find(known_methods.begin(), known_methods.end(), head.method) == known_methods.end()) {
            answer_with(answer, 501, R"({"error":"the method is not known"})");
        } else if (head.method == "OPTIONS" && head.target == "*") {
            answer_with(answer, 204, {}, "GET, HEAD, OPTIONS, POST");
        } else if (head.method == "CONNECT") {
            answer_with(answer, 405, R"({"error":"this is not a proxy"})", "GET, HEAD, OPTIONS, POST");
        } else if (head.path == home_.path_) {
            answer_with(answer, 405, R"({"error":"deliveries are sent with POST"})", "POST");
        } else if (head.path == "/healthz" || head.path == "/readyz") {
            answer_health(head, answer);
        } else {
            answer_with(answer, 404, R"({"error":"there is nothing at this path"})");
        }
    }

    void answer_health(const http::request_view& head, http::reply& answer) {
        if (head.method != "GET" && head.method != "HEAD") {
            answer_with(answer, 405, R"({"error":"the method is not allowed here"})", "GET, HEAD");
        } else if (head.path == "/readyz" && home_.draining_.load(std::memory_order_relaxed)) {
            answer_with(answer, 503, R"({"status":"draining"})");
            answer.retry_after = 1;
        } else if (head.path == "/readyz" && home_.store_state_->fails()) {
            answer_with(answer, 503, R"({"status":"the store fails"})");
            answer.retry_after = 1;
        } else {
            answer_with(answer, 200, R"({"status":"ok"})");
        }
    }

    site& home_;
    delivery_run run_;
    std::optional<page_delivery> pages_;
    http::delivery* here_ = &run_;  // whose path the request has
};

std::unique_ptr<http::delivery> site::make_delivery(boost::asio::any_io_executor executor) {
    return std::make_unique<site_delivery>(*this, executor);
}

std::shared_ptr<store_lane> site::store_on(const boost::asio::any_io_executor& executor) const {
    return *std::ranges::find_if(store_, [&](const auto& each) { return each->executor() == executor; });
}

}  // namespace frameio
