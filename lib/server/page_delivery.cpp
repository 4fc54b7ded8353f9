#include "server/page_delivery.hpp"

#include "web/page.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

namespace frameio {
namespace {

constexpr std::chrono::seconds time_for_page{60};
constexpr std::string_view methods = "GET, HEAD, POST";

web::request copy_of(const http::request_view& from) {
    web::request made;
    made.method = from.method;
    made.path = from.path;
    const std::size_t mark = from.target.find('?');
    made.query = mark == std::string_view::npos ? std::string_view() : from.target.substr(mark + 1);
    for (const http::field& each : from.fields) {
        made.headers.emplace_back(each.name, each.value);
    }
    made.body = from.body;
    return made;
}

std::size_t length_of(const http::request_view& head) {
    const std::string_view text = head.find("Content-Length").value_or("0");
    std::size_t length = 0;
    std::from_chars(text.data(), text.data() + text.size(), length);
    return length;
}

/// A line that would end early would let whoever has chosen its text write the next one.
bool fits_a_line(std::string_view text) {
    return std::ranges::all_of(text, [](char each) { return each >= ' ' && each != '\x7f'; });
}

}  // namespace

bool page_delivery::accepts(const http::request_view& head, http::reply& refusal) {
    if (head.method != "GET" && head.method != "HEAD" && head.method != "POST") {
        refusal.status = 405;
        refusal.body = R"({"error":"the method is not allowed here"})";
        refusal.allow = methods;
        return false;
    }
    if (length_of(head) > setup_->pages->largest_form(head.path)) {
        refuse_large(refusal);
        return false;
    }
    return true;
}

bool page_delivery::begin(const http::request_view& request, http::reply& answer) {
    if (request.body.size() > setup_->pages->largest_form(request.path)) {
        refuse_large(answer);
        return true;
    }
    request_ = copy_of(request);
    deadline_ = request.received_steady + time_for_page;
    return false;
}

// A person reads it.
void page_delivery::refuse_large(http::reply& answer) {
    response_ = web::response::text(
        413, "What you have entered is too long, all in all. Nothing was changed. Go back, and make it shorter.\n");
    write(answer);
}

boost::asio::awaitable<void> page_delivery::run() {
    response_ = co_await setup_->pages->answer(std::move(request_));
}

void page_delivery::finish(std::exception_ptr failure, http::reply& answer) {
    if (failure) {
        std::string reason = "unknown exception";
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& known) {
            reason = known.what();
        } catch (...) {
        }
        write_within(setup_->failures, *setup_->time, setup_->log, log_level::error, "a page could not be made",
                     log_field("reason", reason));
        response_ = web::response::text(503, "This does not work at the moment. Please try again in a minute.\n");
    }
    write(answer);
}

void page_delivery::write(http::reply& answer) {
    web::protect(response_, setup_->is_secure);
    fields_.clear();
    content_type_.clear();
    for (const auto& [name, value] : response_.headers) {
        if (!fits_a_line(value)) {
            continue;
        }
        if (name == "Content-Type") {
            content_type_ = value;
        } else {
            fields_.append("\r\n").append(name).append(": ").append(value);
        }
    }
    answer.status = response_.status;
    answer.body = response_.body;
    answer.content_type = content_type_;
    answer.fields = fields_;
}

}  // namespace frameio
