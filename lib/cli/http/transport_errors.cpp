#include "cli/http/transport_errors.hpp"

#include <fmt/format.h>
#include <openssl/x509.h>
#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/beast/http/error.hpp>

#include <cerrno>

namespace frameio::cli {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

std::string address(const target& to) {
    return to.over == target::transport::unix_socket ? to.host : to.host + ":" + to.port;
}

double seconds(const client_options& options) {
    return std::chrono::duration<double>(options.timeout).count();
}

bool is_absent(const error_code& error) {
    return error == asio::error::connection_refused || error == error_code(ENOENT, boost::system::system_category());
}

bool is_http(const error_code& error) {
    return error.category() == http::make_error_code(http::error::bad_version).category();
}

}  // namespace

bool is_closed(const error_code& error) {
    return error == asio::error::eof || error == asio::error::connection_reset || error == asio::error::broken_pipe ||
           error == asio::ssl::error::stream_truncated || error == http::error::partial_message;
}

std::string explain_connecting(const error_code& error, const client_options& options) {
    std::string where = address(options.to);
    if (error == asio::error::timed_out) {
        return fmt::format(
            "no connection to {} within {} s: is it the right address, and does a firewall let it through?", where,
            seconds(options));
    }
    if (is_absent(error)) {
        return fmt::format("nobody listens at {} ({}): start the app, and compare with its line \"listening on ...\"",
                           where, error.message());
    }
    if (error == asio::error::host_not_found || error == asio::error::host_not_found_try_again) {
        return fmt::format("there is no host \"{}\" ({}): compare the name", options.to.host, error.message());
    }
    return fmt::format("no connection to {}: {}", where, error.message());
}

std::string explain_handshake(const error_code& error, const client_options& options, long verified) {
    std::string where = address(options.to);
    if (verified != X509_V_OK) {
        return fmt::format(
            "the certificate of {} is not trusted ({}): give its CA with --ca, or --insecure for a server of "
            "your own",
            where, X509_verify_cert_error_string(verified));
    }
    if (error == asio::error::timed_out) {
        return fmt::format("no TLS handshake with {} within {} s", where, seconds(options));
    }
    return fmt::format("no TLS with {} ({}): does the server speak plain http://?", where, error.message());
}

std::string explain_exchange(const error_code& error, const client_options& options) {
    if (error == asio::error::timed_out) {
        return fmt::format("no answer within {} s: Frame.io waits 5 s, and then sends the delivery again",
                           seconds(options));
    }
    if (is_closed(error)) {
        return "the connection was closed without a complete answer: is the address a TLS port, or did the server "
               "fail?";
    }
    if (is_http(error)) {
        return fmt::format("the answer is not acceptable HTTP ({}): is it an HTTP server, and the right scheme?",
                           error.message());
    }
    return fmt::format("no answer: {}", error.message());
}

}  // namespace frameio::cli
