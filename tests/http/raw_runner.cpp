#include "raw_runner.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/detached.hpp>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <numeric>
#include <stdexcept>
#include <system_error>

namespace raw {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 10s;

boost::asio::awaitable<void> accept_file(const frameio::webhook_event&) {
    co_return;
}

void prepare(frameio::app& app, frameio::manual_clock& clock) {
    app.use_clock(clock);
    app.webhook_secret(std::string(secret));
    app.on_webhook("file.*", accept_file);
}

frameio::server_options server_options() {
    frameio::server_options options;
    options.listen = {"127.0.0.1:0"};
    options.lanes = 1;
    options.limits.body_bytes = body_limit;
    return options;
}

frameio::app& prepared(frameio::app& app, frameio::manual_clock& clock) {
    prepare(app, clock);
    return app;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t");
    return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// The fields of an answer's head; false if one is malformed or repeated.
bool parse_fields(const std::string& head, reply& into) {
    for (std::size_t at = head.find("\r\n") + 2; at < head.size();) {
        const std::size_t end = head.find("\r\n", at);
        const std::size_t colon = head.find(':', at);
        if (colon == std::string::npos || colon > end) {
            return false;
        }
        const std::string value = trimmed(head.substr(colon + 1, end - colon - 1));
        if (!into.fields.emplace(lower(head.substr(at, colon - at)), value).second) {
            return false;
        }
        at = end + 2;
    }
    return true;
}

/// What an answer must have whatever the request was.
std::string fault_of(const reply& got) {
    const std::string code = std::to_string(got.code);
    if (got.has("transfer-encoding")) {
        return code + " has a Transfer-Encoding";
    }
    if (got.code == 100) {
        return "";
    }
    if (got.has("content-length") == (got.code == 204)) {
        return code + (got.code == 204 ? " has a" : " has no") + " Content-Length (9110 8.6)";
    }
    if (!got.has("date")) {
        return code + " has no Date (9110 6.6.1)";
    }
    if (got.code == 405 && !got.has("allow")) {
        return "405 has no Allow (9110 15.5.6)";
    }
    if (got.code == 401 && !got.has("www-authenticate")) {
        return "401 has no WWW-Authenticate (9110 15.5.2)";
    }
    if (got.code == 503 && !got.has("retry-after")) {
        return "503 has no Retry-After";
    }
    if (got.code >= 400 && !got.body.empty() && (got.body.front() != '{' || got.body.size() > 300)) {
        return code + " has a body that is no short JSON: " + got.body;
    }
    if (got.code == 401) {
        static const std::string first = got.body;
        return got.body == first ? "" : "401 tells causes apart: " + first + " and " + got.body;
    }
    return "";
}

std::string list_of(const std::vector<reply>& got) {
    std::string text;
    for (const reply& one : got) {
        text += " " + std::to_string(one.code);
    }
    return text.empty() ? " nothing" : text;
}

std::vector<answer> finals_of(const std::vector<answer>& all) {
    std::vector<answer> finals;
    std::copy_if(all.begin(), all.end(), std::back_inserter(finals),
                 [](const answer& one) { return !one.is_interim(); });
    return finals;
}

/// Whether the answers are the expected ones; those that are optional may be missing.
bool fits(const std::vector<answer>& expected, const std::vector<reply>& got) {
    std::size_t seen = 0;
    for (const answer& one : expected) {
        if (seen < got.size() && one.matches(got[seen].code)) {
            ++seen;
        } else if (!one.optional() && !one.is_interim()) {
            return false;
        }
    }
    return seen == got.size();
}

/// Reads answers until the final ones have come, or the connection has ended.
std::vector<reply> read_answers(client& connection, const raw_case& one) {
    const std::vector<answer> finals = finals_of(one.statuses);
    std::vector<reply> got;
    std::size_t final_count = 0;
    const bool to_the_end = one.connection == after::close || one.connection == after::end;
    while (to_the_end || final_count < finals.size()) {
        reply next;
        if (!connection.receive(next, final_count < finals.size() && finals[final_count].bodiless())) {
            break;
        }
        final_count += next.code == 100 ? 0 : 1;
        got.push_back(std::move(next));
    }
    return got;
}

std::string judge(const raw_case& one, const std::vector<reply>& got) {
    if (!fits(one.statuses, got)) {
        return "answered" + list_of(got);
    }
    for (const reply& each : got) {
        if (const std::string fault = fault_of(each); !fault.empty()) {
            return fault;
        }
        const bool is_last = &each == &got.back();
        const bool free = one.connection == after::end || (is_last && one.connection == after::either);
        if (!free && each.closes() != (is_last && one.connection == after::close)) {
            return std::to_string(each.code) + (each.closes() ? " says" : " does not say") +
                   " Connection: close (9112 9.6)";
        }
    }
    return "";
}

void send_in_pieces(client& connection, const raw_case& one, const std::vector<std::size_t>& cuts) {
    std::size_t begin = 0;
    for (const std::size_t cut : cuts) {
        connection.send(std::string_view(one.bytes).substr(begin, cut - begin));
        begin = cut;
    }
    connection.send(std::string_view(one.bytes).substr(begin));
    if (one.connection == after::end) {
        connection.end();
    }
}

/// Asks for something whose answer no case could be mistaken for, and for the connection's end.
std::string probe(client& connection) {
    connection.send(get("/a/probe", "Connection: close\r\n"));
    reply got;
    if (!connection.receive(got, false)) {
        return "the connection is not kept";
    }
    if (got.code != 404 || !got.closes()) {
        return "the connection is out of step: " + std::to_string(got.code) + " for the next request";
    }
    const std::string rest = connection.receive_end();
    return rest.empty() ? "" : "more than the answers: " + rest;
}

std::string finish(client& connection, const raw_case& one, const std::vector<reply>& got) {
    const bool left_open = one.connection == after::either && !got.back().closes();
    if (one.connection == after::keep || left_open) {
        return probe(connection);
    }
    const std::string rest = connection.receive_end();
    return rest.empty() ? "" : "after the answers: " + rest;
}

/// Where the body begins that is sent only after a 100.
std::size_t dialogue_cut(const raw_case& one) {
    const std::size_t field = lower(one.bytes).find("expect:");
    return one.bytes.find("\r\n\r\n", field) + 4;
}

}  // namespace

server::server() : server_(context_.get_executor(), prepared(app_, clock_), server_options()) {
    server_.async_run(boost::asio::detached);
    run();
}

std::uint16_t server::port() const {
    return server_.local_endpoint().port();
}

void server::run() {
    context_.poll();
}

void server::run_next() {
    context_.run_one_for(20ms);
}

frameio::server_counters server::counters() const {
    return server_.counters();
}

bool reply::has(const std::string& name) const {
    return fields.contains(name);
}

bool reply::closes() const {
    const auto found = fields.find("connection");
    return found != fields.end() && lower(found->second) == "close";
}

client::client(server& peer) : peer_(peer), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(peer.port());
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int on = 1;
    if (socket_ < 0 || ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0) {
        throw std::system_error(errno, std::generic_category(), "connecting to the server");
    }
    peer_.run();
}

client::~client() {
    ::close(socket_);
    peer_.run();
}

void client::send(std::string_view octets) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!octets.empty() && std::chrono::steady_clock::now() < deadline) {
        const ssize_t sent = ::send(socket_, octets.data(), octets.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno != EAGAIN) {
            return;  // the server has closed; what it answered before is still to be read
        }
        octets.remove_prefix(sent < 0 ? 0 : static_cast<std::size_t>(sent));
        peer_.run();
        read_some();
    }
}

void client::end() {
    ::shutdown(socket_, SHUT_WR);
    peer_.run();
}

client::progress client::read_some() {
    char octets[16 * 1024];
    const ssize_t size = ::recv(socket_, octets, sizeof octets, MSG_DONTWAIT);
    if (size > 0) {
        received_.append(octets, static_cast<std::size_t>(size));
        last_ = progress::some;
    } else if (size == 0) {
        last_ = progress::ended;
    } else if (errno == EAGAIN) {
        last_ = progress::none;
    } else {
        last_ = progress::broken;
    }
    return last_;
}

bool client::wait_for_octets() {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < deadline) {
        peer_.run();
        if (const progress made = read_some(); made != progress::none) {
            return made == progress::some;
        }
        peer_.run_next();
    }
    return false;
}

bool client::parse(reply& into, bool bodiless) {
    const std::size_t head_end = received_.find("\r\n\r\n");
    if (head_end == std::string::npos) {
        return false;
    }
    const std::string head = received_.substr(0, head_end + 2);
    into = reply();
    if (!head.starts_with("HTTP/1.1 ") || head.size() < 12 || !parse_fields(head, into)) {
        throw std::runtime_error("an answer is malformed: " + head);
    }
    into.code = std::stoi(head.substr(9, 3));
    const bool no_body = bodiless || into.code == 204 || into.code < 200 || !into.has("content-length");
    const std::size_t size = no_body ? 0 : std::stoul(into.fields["content-length"]);
    if (received_.size() < head_end + 4 + size) {
        return false;
    }
    into.body = received_.substr(head_end + 4, size);
    received_.erase(0, head_end + 4 + size);
    return true;
}

bool client::receive(reply& into, bool bodiless) {
    while (!parse(into, bodiless)) {
        if (!wait_for_octets()) {
            return false;
        }
    }
    return true;
}

std::string client::receive_end() {
    while (last_ != progress::ended && wait_for_octets()) {
    }
    if (last_ == progress::broken) {
        return received_ + "[connection reset]";
    }
    return last_ == progress::ended ? received_ : received_ + "[connection kept open]";
}

std::string run_case(server& peer, const raw_case& one, const std::vector<std::size_t>& cuts) {
    client connection(peer);
    send_in_pieces(connection, one, cuts);
    const std::vector<reply> got = read_answers(connection, one);
    const std::string wrong = judge(one, got);
    return wrong.empty() ? finish(connection, one, got) : wrong;
}

std::string run_two_way_splits(server& peer, const raw_case& one) {
    if (one.connection != after::keep) {
        for (std::size_t cut = 1; cut < one.bytes.size(); ++cut) {
            if (const std::string wrong = run_case(peer, one, {cut}); !wrong.empty()) {
                return "cut at " + std::to_string(cut) + ": " + wrong;
            }
        }
        return "";
    }
    client connection(peer);
    for (std::size_t cut = 1; cut < one.bytes.size(); ++cut) {
        send_in_pieces(connection, one, {cut});
        if (const std::string wrong = judge(one, read_answers(connection, one)); !wrong.empty()) {
            return "cut at " + std::to_string(cut) + ": " + wrong;
        }
    }
    return probe(connection);
}

std::string run_octet_by_octet(server& peer, const raw_case& one) {
    std::vector<std::size_t> cuts(one.bytes.empty() ? 0 : one.bytes.size() - 1);
    std::iota(cuts.begin(), cuts.end(), 1);
    return run_case(peer, one, cuts);
}

bool has_dialogue(const raw_case& one) {
    return std::any_of(one.statuses.begin(), one.statuses.end(),
                       [](const answer& each) { return each.is_interim() && !each.optional(); });
}

std::string run_dialogue(server& peer, const raw_case& one) {
    client connection(peer);
    connection.send(std::string_view(one.bytes).substr(0, dialogue_cut(one)));
    std::vector<reply> got;
    while (got.empty() || got.back().code != 100) {
        reply next;
        if (!connection.receive(next, false)) {
            return "no 100, but" + list_of(got);
        }
        got.push_back(std::move(next));
    }
    connection.send(std::string_view(one.bytes).substr(dialogue_cut(one)));
    raw_case rest = one;
    const auto seen = static_cast<std::ptrdiff_t>(got.size());
    rest.statuses.erase(rest.statuses.begin(), rest.statuses.begin() + seen);
    std::vector<reply> others = read_answers(connection, rest);
    std::move(others.begin(), others.end(), std::back_inserter(got));
    const std::string wrong = judge(one, got);
    return wrong.empty() ? finish(connection, one, got) : wrong;
}

}  // namespace raw
