#include "http/client/dialer.hpp"

#include "http/client/request_head.hpp"
#include "http/client/response_reader.hpp"

#include <openssl/x509_vfy.h>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <memory>
#include <utility>

namespace frameio::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

/// What a lookup found, also when nobody waits for it any more.
struct lookup_result {
    std::shared_ptr<waiting> over = std::make_shared<waiting>();
    std::vector<asio::ip::address> found;
};

// A body that a proxy sends with its refusal is not read.
constexpr std::size_t largest_proxy_head = 16 * 1024;

std::string remedy_for_certificate(long why) {
    switch (why) {
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return "it is for another host; is the address right?";
        case X509_V_ERR_CERT_HAS_EXPIRED:
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "is this machine's clock right, and the certificate renewed?";
        default:
            return "name the file with its CA, if it is one of your own";
    }
}

}  // namespace

dialer::dialer(transport_state& shared, const url& to, const proxy* through, wire& line, time_limit& limit, bool sent)
    : shared_(shared), to_(to), through_(through), line_(line), limit_(limit), sent_(sent) {}

std::string dialer::peer() const {
    return through_ != nullptr ? "the proxy " + through_->name() : to_.host_and_port();
}

void dialer::fail(transport_errc code, const std::string& what) const {
    throw transport_error(code, phase_, sent_, what);
}

// Cancellation and the end of the time hide behind other failures.
void dialer::check_failure(error_code failure) const {
    if (failure == asio::error::operation_aborted) {
        throw boost::system::system_error(failure);
    }
    if (!limit_.expired()) {
        return;
    }
    switch (phase_) {
        case call_phase::resolve:
            fail(transport_errc::timed_out, "the address of " + peer() + " was not found in time; does DNS answer?");
        case call_phase::proxy:
            fail(transport_errc::timed_out, peer() + " did not connect to " + to_.host_and_port() +
                                                " in time; does it work, and may it go there?");
        case call_phase::tls:
            fail(transport_errc::timed_out,
                 to_.host_and_port() + " did not answer in TLS in time; is it a port that speaks https?");
        default:
            fail(transport_errc::timed_out,
                 "cannot connect to " + peer() + " in time; is the address right, and does a firewall let it through?");
    }
}

asio::awaitable<void> dialer::open(clock::steady_time end) {
    if (!limit_.set(end)) {
        check_failure(error_code());
    }
    co_await connect(end);
    if (through_ != nullptr && to_.is_https()) {
        co_await ask_proxy();
    }
    if (to_.is_https()) {
        co_await shake_hands();
    }
    ++shared_.opened;
}

asio::awaitable<dialer::addresses> dialer::find_addresses() {
    const std::string& host = through_ != nullptr ? through_->host : to_.host();
    addresses known = known_addresses(host);
    if (!known.empty()) {
        co_return known;
    }
    asio::any_io_executor executor = co_await asio::this_coro::executor;
    auto result = std::make_shared<lookup_result>();
    found_addresses done = [result](error_code failure, addresses found) {
        result->found = std::move(found);
        result->over->tell(failure);
    };
    limit_.watch(result->over);
    if (shared_.options.lookup) {
        shared_.options.lookup(executor, host, std::move(done));
    } else {
        look_up(executor, host, std::move(done));
    }
    const error_code failure = co_await result->over->wait();
    limit_.forget();
    check_failure(failure);
    if (failure || result->found.empty()) {
        const std::string because = failure ? " (" + failure.message() + ")" : std::string();
        fail(transport_errc::resolve_failed,
             "there is no address for the host of " + peer() + because + "; is its name right, and does DNS answer?");
    }
    co_return std::move(result->found);
}

asio::awaitable<void> dialer::connect(clock::steady_time end) {
    phase_ = call_phase::resolve;
    const addresses found = co_await find_addresses();
    phase_ = call_phase::connect;
    error_code failure;
    for (std::size_t i = 0; i < found.size(); ++i) {
        failure = co_await try_address(found[i], found.size() - i, end);
        if (!failure) {
            break;
        }
    }
    if (failure) {
        check_failure(failure);
        fail(transport_errc::connect_failed, "cannot connect to " + peer() + ": " + failure.message() +
                                                 "; is the address right, and does somebody listen there?");
    }
    if (!limit_.set(end)) {
        check_failure(failure);
    }
}

asio::awaitable<error_code> dialer::try_address(asio::ip::address address, std::size_t to_share,
                                                clock::steady_time end) {
    line_.close();
    const auto now = shared_.time.steady();
    const auto share = end == time_limit::never || end <= now
                           ? end
                           : now + (end - now) / static_cast<clock::steady_time::rep>(to_share);
    static_cast<void>(limit_.set(share));  // nothing is watched
    if (limit_.expired()) {
        co_return asio::error::timed_out;
    }
    const unsigned short port = through_ != nullptr ? through_->port : to_.port();
    const tcp::endpoint where(address, port);
    error_code failure = co_await line_.connect(where, shared_.open);
    if (failure == asio::error::operation_aborted) {
        throw boost::system::system_error(failure);
    }
    if (!failure && limit_.expired()) {
        failure = asio::error::timed_out;
    }
    co_return failure;
}

asio::awaitable<void> dialer::ask_proxy() {
    phase_ = call_phase::proxy;
    const std::string head = write_connect(to_, shared_.options.user_agent, *through_);
    const error_code failure = co_await line_.write(head, std::string_view());
    check_failure(failure);
    const client_response answer = co_await read_proxy_answer();
    check_answer(answer);
}

asio::awaitable<client_response> dialer::read_proxy_answer() {
    client_response answer;
    const response_reader::limits allowed{largest_proxy_head, 0};
    response_reader reader(allowed, true, answer, nullptr);
    octet_buffer& received = line_.connection().received;
    while (!reader.done()) {
        const error_code failure = co_await line_.read();
        check_failure(failure);
        if (failure) {
            fail(transport_errc::proxy_refused,
                 peer() + " closed the connection instead of connecting to " + to_.host_and_port());
        }
        if (reader.read(received)) {
            fail(transport_errc::proxy_refused, peer() + " did not answer by HTTP; is its address right?");
        }
    }
    co_return answer;
}

void dialer::check_answer(const client_response& answer) const {
    if (answer.status == 407) {
        fail(transport_errc::proxy_refused, peer() +
                                                " wants other credentials than it got (status 407); put them into "
                                                "the proxy's URL: \"http://user:password@host:port\"");
    }
    if (answer.status / 100 != 2) {
        fail(transport_errc::proxy_refused, peer() + " does not connect to " + to_.host_and_port() + " (status " +
                                                std::to_string(answer.status) + "); may it go there?");
    }
    if (!line_.connection().received.empty()) {
        fail(transport_errc::proxy_refused, peer() + " speaks before the server was asked; it cannot be used");
    }
}

asio::awaitable<void> dialer::shake_hands() {
    phase_ = call_phase::tls;
    line_.connection().secure(std::make_unique<tls_session>(shared_.believed.context(), to_.host()));
    const error_code failure = co_await line_.shake_hands();
    check_failure(failure);
    if (failure) {
        fail_tls(failure);
    }
}

void dialer::fail_tls(error_code failure) const {
    const tls_session& session = *line_.connection().tls();
    const long why = session.verified();
    if (why != X509_V_OK) {
        fail(transport_errc::certificate_refused, "the certificate of " + to_.host_and_port() + " is not accepted (" +
                                                      X509_verify_cert_error_string(why) +
                                                      "): " + remedy_for_certificate(why));
    }
    const bool by_tls = failure == transport_errc::tls_failed;
    fail(transport_errc::tls_failed, "no TLS with " + to_.host_and_port() + " (" +
                                         (by_tls ? std::string(session.failure()) : failure.message()) +
                                         "); does it speak https there, with TLS 1.2 or later?");
}

}  // namespace frameio::http
