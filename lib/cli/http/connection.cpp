#include "cli/http/connection.hpp"

#include "cli/http/transport_errors.hpp"
#include "cli/inputs.hpp"

#include <frameio/version.hpp>

#include <fmt/format.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <ctime>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace frameio::cli {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using boost::system::system_error;
using socket_type = asio::generic::stream_protocol::socket;
using tls_type = asio::ssl::stream<socket_type&>;
using response_parser = http::response_parser<http::string_body>;

constexpr std::uint64_t largest_answer = 1UL << 20;
constexpr std::uint32_t largest_header = 64UL << 10;

/// Closes a socket when the time is up, unless it is destroyed before.
class deadline {
public:
    deadline(socket_type& socket, std::chrono::milliseconds time)
        : timer_(socket.get_executor(), time), watched_(std::make_shared<socket_type*>(&socket)) {
        timer_.async_wait([watched = std::weak_ptr(watched_)](error_code error) {
            auto held = watched.lock();
            if (!error && held) {
                (*held)->close(error);
                *held = nullptr;
            }
        });
    }

    bool expired() const noexcept {
        return *watched_ == nullptr;
    }

    /// The error to report for one that occurred meanwhile.
    error_code cause(const system_error& error) const {
        return expired() ? error_code(asio::error::timed_out) : error.code();
    }

private:
    asio::steady_timer timer_;
    std::shared_ptr<socket_type*> watched_;
};

bool has(const header_list& headers, std::string_view name) {
    return std::any_of(headers.begin(), headers.end(),
                       [name](const auto& each) { return boost::beast::iequals(each.first, name); });
}

std::optional<std::chrono::sys_seconds> end_of_certificate(const SSL* session) {
    const std::unique_ptr<X509, decltype(&X509_free)> peer(SSL_get1_peer_certificate(session), &X509_free);
    std::tm parts{};
    if (!peer || ASN1_TIME_to_tm(X509_get0_notAfter(peer.get()), &parts) != 1) {
        return std::nullopt;
    }
    return std::chrono::sys_seconds(std::chrono::seconds(::timegm(&parts)));
}

std::string to_octets(const post& request, const target& to) {
    std::string text = fmt::format("{} {} HTTP/1.1\r\n", request.method, request.path.empty() ? to.path : request.path);
    const auto add = [&text](std::string_view name, std::string_view value) {
        fmt::format_to(std::back_inserter(text), "{}: {}\r\n", name, value);
    };
    const header_list usual{{"Host", to.host_header()},
                            {"User-Agent", std::string("frameio-cli/") + version()},
                            {"Content-Type", "application/json"}};
    for (const auto& [name, value] : usual) {
        if (!has(request.headers, name)) {
            add(name, value);
        }
    }
    add("Content-Length", std::to_string(request.body.size()));
    for (const auto& [name, value] : request.headers) {
        add(name, value);
    }
    return text + "\r\n" + request.body;
}

class socket_connection final : public connection {
public:
    socket_connection(asio::any_io_executor executor, const client_options& options, asio::ssl::context& context)
        : options_(options), context_(context), socket_(executor), resolver_(executor) {}

    bool is_open() const noexcept override {
        return ready_;
    }

    asio::awaitable<void> open() override {
        co_await reach();
        if (options_.to.over == target::transport::tls) {
            co_await shake_hands();
        }
        ready_ = true;
    }

    asio::awaitable<void> exchange(const post& request, outcome& result) override {
        std::string octets = to_octets(request, options_.to);
        response_parser parser;
        parser.body_limit(largest_answer);
        parser.header_limit(largest_header);
        parser.eager(true);
        parser.skip(request.method == "HEAD");
        deadline limit(socket_, options_.timeout);
        try {
            co_await write(octets);
            co_await read(parser);
        } catch (const system_error& error) {
            error_code cause = limit.cause(error);
            throw exchange_error(explain_exchange(cause, options_), is_closed(cause));
        }
        keep(parser, result);
    }

    void close() override {
        error_code ignored;
        socket_.close(ignored);
        tls_.reset();
        received_.clear();
        ready_ = false;
    }

private:
    asio::awaitable<void> reach() {
        deadline limit(socket_, options_.timeout);
        try {
            co_await connect(limit);
        } catch (const system_error& error) {
            throw exchange_error(explain_connecting(limit.cause(error), options_), false);
        }
    }

    asio::awaitable<std::vector<asio::ip::tcp::endpoint>> find_addresses() {
        std::vector<asio::ip::tcp::endpoint> found;
        if (options_.to.host == "localhost") {  // RFC 6761 §6.3: this machine, also where nobody says so
            const auto port = static_cast<unsigned short>(std::stoul(options_.to.port));
            found.emplace_back(asio::ip::address_v4::loopback(), port);
            found.emplace_back(asio::ip::address_v6::loopback(), port);
            co_return found;
        }
        auto entries = co_await resolver_.async_resolve(options_.to.host, options_.to.port, asio::use_awaitable);
        for (const auto& entry : entries) {
            found.push_back(entry.endpoint());
        }
        co_return found;
    }

    asio::awaitable<void> connect(const deadline& limit) {
        if (options_.to.over == target::transport::unix_socket) {
            asio::local::stream_protocol::endpoint path(options_.to.host);
            co_await socket_.async_connect(path, asio::use_awaitable);
            co_return;
        }
        std::vector<asio::ip::tcp::endpoint> found = co_await find_addresses();
        error_code error = asio::error::host_not_found;
        for (auto entry = found.begin(); error && !limit.expired() && entry != found.end(); ++entry) {
            error = co_await try_address(*entry);
        }
        if (error) {
            throw system_error(error);
        }
        socket_.set_option(asio::ip::tcp::no_delay(true));
    }

    asio::awaitable<error_code> try_address(asio::ip::tcp::endpoint address) {
        error_code error;
        socket_.close(error);
        try {
            co_await socket_.async_connect(address, asio::use_awaitable);
        } catch (const system_error& failure) {
            co_return failure.code();
        }
        co_return error_code();
    }

    asio::awaitable<void> shake_hands() {
        tls_.emplace(socket_, context_);
        name_peer();
        deadline limit(socket_, options_.timeout);
        try {
            co_await tls_->async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
        } catch (const system_error& error) {
            long verified = options_.insecure ? X509_V_OK : SSL_get_verify_result(tls_->native_handle());
            throw exchange_error(explain_handshake(limit.cause(error), options_, verified), false);
        }
    }

    void name_peer() {
        const std::string& host = options_.to.host;
        error_code not_an_address;
        asio::ip::make_address(host, not_an_address);
        if (not_an_address) {
            SSL_set_tlsext_host_name(tls_->native_handle(), host.c_str());
        }
        if (!options_.insecure) {
            tls_->set_verify_mode(asio::ssl::verify_peer);
            tls_->set_verify_callback(asio::ssl::host_name_verification(host));
        }
    }

    asio::awaitable<void> write(const std::string& octets) {
        auto buffer = asio::buffer(octets);
        if (tls_) {
            co_await asio::async_write(*tls_, buffer, asio::use_awaitable);
        } else {
            co_await asio::async_write(socket_, buffer, asio::use_awaitable);
        }
    }

    asio::awaitable<std::size_t> read_some() {
        auto buffer = asio::buffer(piece_);
        std::size_t count = 0;
        if (tls_) {
            count = co_await tls_->async_read_some(buffer, asio::use_awaitable);
        } else {
            count = co_await socket_.async_read_some(buffer, asio::use_awaitable);
        }
        co_return count;
    }

    asio::awaitable<void> read(response_parser& parser) {
        parse(parser);
        while (!parser.is_done()) {
            bool ended = false;
            std::size_t count = 0;
            try {
                count = co_await read_some();
            } catch (const system_error& error) {
                ended = error.code() == asio::error::eof && parser.got_some();
                if (!ended) {
                    throw;
                }
            }
            received_.append(piece_.data(), count);
            if (ended) {
                finish(parser);
            } else {
                parse(parser);
            }
        }
    }

    void parse(response_parser& parser) {
        error_code error;
        std::size_t used = parser.put(asio::buffer(received_), error);
        received_.erase(0, used);
        if (error && error != http::error::need_more) {
            throw system_error(error);
        }
    }

    static void finish(response_parser& parser) {
        error_code error;
        parser.put_eof(error);
        if (error) {
            throw system_error(error);
        }
    }

    void keep(response_parser& parser, outcome& result) {
        bool reusable = parser.keep_alive();
        auto response = parser.release();
        result.status = response.result_int();
        result.reason = response.reason();
        result.retry_after = response[http::field::retry_after];
        for (const auto& each : response) {
            result.headers.emplace_back(each.name_string(), each.value());
        }
        result.body = std::move(response.body());
        if (tls_) {
            result.certificate_ends = end_of_certificate(tls_->native_handle());
        }
        if (!reusable) {
            close();
        }
    }

    const client_options& options_;
    asio::ssl::context& context_;
    socket_type socket_;
    asio::ip::tcp::resolver resolver_;
    std::optional<tls_type> tls_;
    std::string received_;
    std::array<char, 16 * 1024> piece_;
    bool ready_ = false;
};

}  // namespace

struct dialer::tls {
    asio::ssl::context context{asio::ssl::context::tls_client};
};

dialer::dialer(asio::any_io_executor executor, const client_options& options)
    : executor_(std::move(executor)), options_(options), tls_(std::make_unique<tls>()) {
    SSL_CTX_set_min_proto_version(tls_->context.native_handle(), TLS1_2_VERSION);
    error_code error;
    if (options.to.over == target::transport::tls) {
        tls_->context.set_default_verify_paths(error);  // takes longer than all the rest
    }
    if (options.ca_file.empty()) {
        return;
    }
    tls_->context.load_verify_file(options.ca_file, error);
    if (error) {
        throw usage_error(
            fmt::format("--ca: cannot use {}: {}; it takes a PEM file", options.ca_file, error.message()));
    }
}

dialer::~dialer() = default;

std::unique_ptr<connection> dialer::dial() const {
    return std::make_unique<socket_connection>(executor_, options_, tls_->context);
}

}  // namespace frameio::cli
