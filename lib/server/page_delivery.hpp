#pragma once

#include <frameio/clock.hpp>
#include <frameio/log.hpp>

#include "http/service.hpp"
#include "support/line_budget.hpp"
#include "web/pages.hpp"

#include <boost/asio/awaitable.hpp>

#include <exception>
#include <memory>
#include <string>
#include <string_view>

namespace frameio {

/// What the places for pages of a server have in common. Thread-safe.
struct page_setup {
    std::shared_ptr<web::pages> pages;
    clock* time;
    logger log;
    bool is_secure;  ///< whether browsers come over TLS
    line_budget failures;
};

/// Answers requests for pages, one after the other. One for each worker; used on its lane only.
class page_delivery final : public http::delivery {
public:
    explicit page_delivery(std::shared_ptr<page_setup> setup) : setup_(std::move(setup)) {}

    bool has(std::string_view path) const noexcept {
        return setup_->pages->has(path);
    }

    bool accepts(const http::request_view& head, http::reply& refusal) override;
    bool begin(const http::request_view& request, http::reply& answer) override;
    boost::asio::awaitable<void> run() override;
    void finish(std::exception_ptr failure, http::reply& answer) override;
    clock::steady_time deadline() const override {
        return deadline_;
    }
    void overdue() override {}
    void sent(clock::steady_time) override {}
    void lost() override {}
    void abandon() override {}

private:
    void refuse_large(http::reply& answer);
    void write(http::reply& answer);

    std::shared_ptr<page_setup> setup_;
    web::request request_;
    web::response response_;
    std::string fields_;
    std::string content_type_;
    clock::steady_time deadline_{};
};

}  // namespace frameio
