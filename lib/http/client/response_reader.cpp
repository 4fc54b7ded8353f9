#include "http/client/response_reader.hpp"

#include "http/client/transport_error.hpp"
#include "http/request_view.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>

namespace frameio::http {
namespace {

namespace beast_http = boost::beast::http;

constexpr unsigned most_interim = 16;
constexpr unsigned switching_protocols = 101;

// The last chunk, "0", and the end of the trailer. With less than that there is nothing to be done, and Beast 1.81
// asserts that it is not asked to if no chunk came before.
constexpr std::size_t least_of_chunks = 5;

}  // namespace

response_reader::response_reader(const limits& allowed, bool without_body, client_response& response, body_sink* to)
    : allowed_(allowed), without_body_(without_body), response_(response), to_(to) {
    expect_response();
}

void response_reader::expect_response() {
    parser_.emplace(*this);
    parser_->eager(true);
    parser_->skip(without_body_);
    parser_->body_limit(boost::none);  // counted here
    const auto most = std::min<std::size_t>(allowed_.head, UINT32_MAX / 2);
    parser_->header_limit(static_cast<std::uint32_t>(most));
    response_.headers = header_fields();
    head_done_ = false;
}

response_reader::error_code response_reader::read(octet_buffer& received) {
    while (!done_ && !received.empty()) {
        begun_ = true;
        if (head_done_ && parser_->chunked() && received.size() < least_of_chunks) {
            return {};
        }
        boost::beast::error_code failure;
        const bool in_head = !head_done_;
        const std::size_t taken = parser_->put(boost::asio::const_buffer(received.data(), received.size()), failure);
        received.remove_front(taken);
        // Beast counts what it has not taken yet, and takes field by field.
        head_octets_ += in_head && !head_done_ ? taken : 0;
        const bool wants_more = failure == beast_http::error::need_more;
        if (failure == beast_http::error::header_limit || head_octets_ > allowed_.head) {
            return transport_errc::response_too_large;
        }
        if (failure && !wants_more) {
            return failure.category() == transport_category() ? error_code(failure)
                                                              : error_code(transport_errc::malformed_response);
        }
        if (parser_->is_done() && is_interim()) {
            if (++interim_ > most_interim || response_.status == switching_protocols) {
                return transport_errc::malformed_response;
            }
            expect_response();
            continue;
        }
        done_ = parser_->is_done();
        if (wants_more) {
            // Beast waits without end for that of a line between chunks.
            return received.size() > allowed_.head ? error_code(transport_errc::response_too_large) : error_code();
        }
    }
    return {};
}

response_reader::error_code response_reader::end() {
    boost::beast::error_code failure = beast_http::error::partial_message;
    if (parser_->got_some()) {
        parser_->put_eof(failure);
    }
    done_ = !failure && head_done_;
    return done_ ? error_code() : error_code(transport_errc::truncated_response);
}

void response_reader::take(std::string_view octets, boost::beast::error_code& failure) {
    if (to_ != nullptr) {
        to_->write(octets);
    } else if (octets.size() > allowed_.body - response_.body.size()) {
        failure = transport_errc::response_too_large;
    } else {
        response_.body += octets;
    }
}

void response_reader::parser::on_response_impl(int status, string_view, int version, error_code& failure) {
    owner_.response_.status = static_cast<unsigned>(status);
    owner_.version_ = version;
    if (status < 100) {
        failure = transport_errc::malformed_response;
    }
}

void response_reader::parser::on_field_impl(beast_http::field known, string_view name, string_view value,
                                            error_code& failure) {
    if (owner_.head_done_) {  // a trailer: nobody here expects any
        return;
    }
    // Any other coding would be left in the body, and none was asked for.
    if (known == beast_http::field::transfer_encoding && (!same_name(value, "chunked") || owner_.version_ < 11)) {
        failure = transport_errc::malformed_response;
        return;
    }
    owner_.response_.headers.add(name, value);
}

void response_reader::parser::on_header_impl(error_code& failure) {
    if (owner_.is_interim()) {
        return;
    }
    owner_.head_done_ = true;
    if (owner_.to_ != nullptr && !owner_.to_->begin(owner_.response_)) {
        owner_.to_ = nullptr;
    }
    const auto size = content_length();
    if (owner_.to_ != nullptr || is_done() || !size) {
        return;
    }
    if (*size > owner_.allowed_.body) {
        failure = transport_errc::response_too_large;
        return;
    }
    owner_.response_.body.reserve(static_cast<std::size_t>(*size));
}

std::size_t response_reader::parser::on_body_impl(string_view octets, error_code& failure) {
    owner_.take(octets, failure);
    return octets.size();
}

std::size_t response_reader::parser::on_chunk_body_impl(std::uint64_t, string_view octets, error_code& failure) {
    owner_.take(octets, failure);
    return octets.size();
}

}  // namespace frameio::http
