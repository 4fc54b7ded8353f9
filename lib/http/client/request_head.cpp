#include "http/client/request_head.hpp"

#include <frameio/error.hpp>

#include "http/letters.hpp"
#include "http/request_view.hpp"

#include <algorithm>
#include <array>

namespace frameio::http {
namespace {

// What says where messages end and what becomes of connections.
constexpr std::array reserved = {std::string_view("connection"),       std::string_view("content-length"),
                                 std::string_view("expect"),           std::string_view("host"),
                                 std::string_view("keep-alive"),       std::string_view("proxy-authorization"),
                                 std::string_view("proxy-connection"), std::string_view("te"),
                                 std::string_view("trailer"),          std::string_view("transfer-encoding"),
                                 std::string_view("upgrade")};

bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), letters::is_token);
}

bool has(const client_request& request, std::string_view name) {
    return std::any_of(request.headers.begin(), request.headers.end(),
                       [name](const auto& each) { return same_name(each.first, name); });
}

// A server may wait for a body where the method is usually sent with one.
bool says_size(const client_request& request, std::uint64_t body_size) {
    return body_size != 0 || request.source != nullptr || request.method == "POST" || request.method == "PUT" ||
           request.method == "PATCH";
}

void add(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

void add_authorization(std::string& head, const proxy& through) {
    if (!through.authorization.empty()) {
        add(head, "Proxy-Authorization", through.authorization);
    }
}

}  // namespace

void check(const client_request& request) {
    if (!is_token(request.method) || request.method == "CONNECT") {
        throw error(errc::invalid_configuration, "a request's method is none: use one such as \"GET\"");
    }
    for (const auto& [name, value] : request.headers) {
        if (!is_token(name)) {
            throw error(errc::invalid_configuration,
                        "a request has a header whose name is none: letters, digits and hyphens");
        }
        if (!std::all_of(value.begin(), value.end(), letters::is_value)) {
            throw error(errc::invalid_configuration,
                        "the request header " + name + " has a line end or another control character in its value");
        }
        const std::string& given = name;
        if (std::any_of(reserved.begin(), reserved.end(), [&given](auto each) { return same_name(each, given); })) {
            throw error(errc::invalid_configuration,
                        "the request header " + name + " is the transport's: do not set it");
        }
    }
    if (request.source != nullptr && !request.body.empty()) {
        throw error(errc::invalid_configuration, "a request has two bodies: give a text or a source");
    }
}

std::string write_head(const client_request& request, std::uint64_t body_size, std::string_view user_agent,
                       const proxy* through) {
    std::size_t room = 128 + request.to.origin().size() * 2 + request.to.target().size() + user_agent.size();
    for (const auto& [name, value] : request.headers) {
        room += name.size() + value.size() + 4;
    }
    room += request.body.size() <= small_body ? request.body.size() : 0;
    std::string head;
    head.reserve(room);
    head += request.method;
    head += ' ';
    head += through != nullptr ? std::string_view(request.to.origin()) : std::string_view();
    head += request.to.target();
    head += " HTTP/1.1\r\n";
    add(head, "Host", request.to.authority());
    if (!user_agent.empty() && !has(request, "User-Agent")) {
        add(head, "User-Agent", user_agent);
    }
    if (through != nullptr) {
        add_authorization(head, *through);
    }
    for (const auto& [name, value] : request.headers) {
        add(head, name, value);
    }
    if (says_size(request, body_size)) {
        add(head, "Content-Length", std::to_string(body_size));
    }
    head += "\r\n";
    return head;
}

std::string write_connect(const url& to, std::string_view user_agent, const proxy& through) {
    const std::string where = to.host_and_port();
    std::string head = "CONNECT " + where + " HTTP/1.1\r\n";
    add(head, "Host", where);
    if (!user_agent.empty()) {
        add(head, "User-Agent", user_agent);
    }
    add_authorization(head, through);
    head += "\r\n";
    return head;
}

bool is_repeatable(const client_request& request) noexcept {
    const std::string& method = request.method;
    return method == "GET" || method == "HEAD" || method == "PUT" || method == "DELETE" || method == "OPTIONS" ||
           method == "TRACE";
}

}  // namespace frameio::http
