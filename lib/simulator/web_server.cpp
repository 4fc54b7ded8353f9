#include "simulator/web_server.hpp"

#include <frameio/error.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>

#include <array>
#include <chrono>
#include <ctime>
#include <set>
#include <tuple>
#include <utility>

namespace frameio::sim {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

using asio::ip::tcp;

namespace {

constexpr std::chrono::seconds idle_time{120};

web::request take(http::request<http::string_body> from) {
    web::request made;
    made.method = std::string(from.method_string());
    const std::string_view target = from.target();
    const auto mark = target.find('?');
    made.path = target.substr(0, mark);
    made.query = mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
    for (const auto& field : from) {
        made.headers.emplace_back(field.name_string(), field.value());
    }
    made.body = std::move(from.body());
    return made;
}

/// As RFC 9110 §5.6.7 has it.
std::string date_text(std::chrono::system_clock::time_point time) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> text{};
    const std::size_t length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return std::string(text.data(), length);
}

http::response<http::string_body> give(web::response from, const http::request<http::string_body>& to) {
    http::response<http::string_body> made(http::int_to_status(from.status), to.version());
    made.result(from.status);
    for (const auto& [name, value] : from.headers) {
        made.insert(name, value);
    }
    if (made.find(http::field::date) == made.end()) {
        made.set(http::field::date, date_text(std::chrono::system_clock::now()));
    }
    made.keep_alive(to.keep_alive());
    made.body() = std::move(from.body);
    if (from.status != 204) {
        made.prepare_payload();
    }
    return made;
}

}  // namespace

class web_server::state : public std::enable_shared_from_this<state> {
public:
    state(const asio::any_io_executor& executor, tcp::endpoint where, handler how, std::uint64_t most_octets)
        : acceptor_(executor, where), how_(std::move(how)), most_octets_(most_octets) {}

    std::uint16_t port() const {
        return acceptor_.local_endpoint().port();
    }

    asio::awaitable<void> accept() {
        for (const auto self = shared_from_this(); acceptor_.is_open();) {
            auto accepted = co_await acceptor_.async_accept(asio::as_tuple(asio::deferred));
            if (!std::get<0>(accepted)) {
                asio::co_spawn(acceptor_.get_executor(), serve(std::get<1>(std::move(accepted))), asio::detached);
            }
        }
    }

    void drain(std::function<void()> done) {
        drained_ = std::move(done);
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        for (beast::tcp_stream* const each : waiting_) {
            each->close();
        }
        check_drained();
    }

    void stop() {
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        for (beast::tcp_stream* const each : streams_) {
            each->close();
        }
    }

private:
    asio::awaitable<void> serve(tcp::socket socket) {
        const auto self = shared_from_this();
        beast::tcp_stream stream(std::move(socket));
        streams_.insert(&stream);
        boost::system::error_code ignored;
        stream.socket().set_option(tcp::no_delay(true), ignored);
        beast::flat_buffer buffer;
        bool goes_on = true;
        while (goes_on) {
            goes_on = co_await serve_one(stream, buffer);
        }
        streams_.erase(&stream);
        check_drained();
    }

    void check_drained() {
        if (drained_ && streams_.empty()) {
            asio::post(acceptor_.get_executor(), std::exchange(drained_, nullptr));
        }
    }

    asio::awaitable<bool> serve_one(beast::tcp_stream& stream, beast::flat_buffer& buffer) {
        http::request_parser<http::string_body> parser;
        parser.body_limit(most_octets_);
        stream.expires_after(idle_time);
        waiting_.insert(&stream);
        const auto read = co_await http::async_read(stream, buffer, parser, asio::as_tuple(asio::deferred));
        waiting_.erase(&stream);
        if (std::get<0>(read) || !acceptor_.is_open()) {
            co_return false;
        }
        stream.expires_never();
        http::request<http::string_body> request = parser.release();
        web::response answer;
        try {
            answer = co_await how_(take(request));
        } catch (const std::exception& failure) {
            answer = web::response::text(500, failure.what());
        }
        if (answer.cut) {
            reset(stream);
            co_return false;
        }
        request.keep_alive(request.keep_alive() && acceptor_.is_open());
        const bool keeps = request.keep_alive();
        http::response<http::string_body> response = give(std::move(answer), request);
        stream.expires_after(idle_time);
        const auto written = co_await http::async_write(stream, response, asio::as_tuple(asio::deferred));
        co_return keeps && !std::get<0>(written);
    }

    // As a connection ends that breaks on the way.
    static void reset(beast::tcp_stream& stream) {
        boost::system::error_code ignored;
        stream.socket().set_option(tcp::socket::linger(true, 0), ignored);
        stream.close();
    }

    tcp::acceptor acceptor_;
    handler how_;
    std::uint64_t most_octets_;
    std::set<beast::tcp_stream*> streams_;
    std::set<beast::tcp_stream*> waiting_;  // for a request
    std::function<void()> drained_;
};

web_server::web_server(asio::any_io_executor executor, const std::string& host, std::uint16_t port, handler how,
                       std::uint64_t most_octets) {
    boost::system::error_code failure;
    const auto address = asio::ip::make_address(host == "localhost" ? "127.0.0.1" : host, failure);
    if (failure) {
        throw configuration_error({"\"" + host + "\" is no address of this machine; give one such as 127.0.0.1"});
    }
    try {
        state_ = std::make_shared<state>(executor, tcp::endpoint(address, port), std::move(how), most_octets);
    } catch (const boost::system::system_error& wrong) {
        throw configuration_error({"cannot listen on " + host + ":" + std::to_string(port) + ": " +
                                   wrong.code().message() + "; choose another port, or 0 for any"});
    }
    asio::co_spawn(executor, state_->accept(), asio::detached);
}

web_server::~web_server() {
    stop();
}

std::uint16_t web_server::port() const noexcept {
    return state_->port();
}

void web_server::drain(std::function<void()> done) {
    state_->drain(std::move(done));
}

void web_server::stop() {
    state_->stop();
}

}  // namespace frameio::sim
