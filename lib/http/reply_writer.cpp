#include "http/reply_writer.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <boost/beast/http/status.hpp>

#include <iterator>

namespace frameio::http {

void reply_writer::render(std::chrono::sys_seconds now) {
    rendered_ = now;
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    date_line_ = fmt::format("\r\nDate: {:%a, %d %b %Y %H:%M:%S} GMT", fmt::gmtime(seconds));
    empty_ok_ = "HTTP/1.1 200 OK" + date_line_ + "\r\nContent-Length: 0\r\n\r\n";
}

void reply_writer::append(std::string& out, clock::wall_time now, const reply& answer, after connection,
                          bool with_body) {
    const auto second = std::chrono::floor<std::chrono::seconds>(now);
    if (second != rendered_ || date_line_.empty()) {
        render(second);
    }
    if (answer.status == 200 && answer.body.empty() && connection == after::keep && answer.allow.empty() &&
        answer.fields.empty()) {
        out += empty_ok_;
        return;
    }
    const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(answer.status));
    auto to = std::back_inserter(out);
    fmt::format_to(to, "HTTP/1.1 {} {}{}", answer.status, std::string_view(reason.data(), reason.size()), date_line_);
    if (!answer.allow.empty()) {
        fmt::format_to(to, "\r\nAllow: {}", answer.allow);
    }
    if (!answer.challenge.empty()) {
        fmt::format_to(to, "\r\nWWW-Authenticate: {}", answer.challenge);
    }
    if (answer.retry_after != 0) {
        fmt::format_to(to, "\r\nRetry-After: {}", answer.retry_after);
    }
    out += answer.fields;
    if (connection != after::keep) {
        out += connection == after::close ? "\r\nConnection: close" : "\r\nConnection: keep-alive";
    }
    if (answer.status == 204) {  // RFC 9110 §8.6: no Content-Length in a 204
        out += "\r\n\r\n";
        return;
    }
    if (!answer.body.empty()) {
        out.append("\r\nContent-Type: ").append(answer.content_type);
    }
    fmt::format_to(to, "\r\nContent-Length: {}\r\n\r\n", answer.body.size());
    if (with_body) {
        out += answer.body;
    }
}

}  // namespace frameio::http
