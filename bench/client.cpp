// Calls of the API's typed client, and the same requests as loops over Boost.Beast: what calls cost with everything
// that a client does for them, against what the octets alone cost.
//
//   --to 127.0.0.1:8080   --how client | gated | beast | json      gated: keeping to rate limits
//   --workers 64          coroutines, each with one call at a time
//   --seconds 1 | --calls N

#include "allocations.hpp"
#include "course.hpp"
#include "options.hpp"

#include <frameio/api/client.hpp>
#include <frameio/api/files.hpp>
#include <frameio/version.hpp>

#include <simdjson.h>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace {

namespace api = frameio::api;
namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using request = http::request<http::empty_body>;
using response = http::response<http::string_body>;

constexpr std::string_view account_id = "9a969458-00d7-4f35-aace-52d33653777a";
constexpr std::string_view file_id = "b8d82fbe-bc08-4f6b-b543-11be54e8ef88";
constexpr std::string_view token = "a-token-of-the-bench-that-is-about-as-long-as-a-developers-0123456789";

api::client make_client(const options& given, std::size_t workers) {
    api::client_options wanted;
    wanted.url = "http://" + given.text("--to", "127.0.0.1:8080");
    wanted.who = api::credentials::token(std::string(token));
    wanted.connections = workers;
    wanted.keep_to_rates = given.text("--how", "") == "gated";
    wanted.use_proxies = false;
    return api::client(std::move(wanted));
}

asio::awaitable<void> call_typed(api::client client, course& way) {
    const auto files = client.files();
    while (way.goes_on()) {
        const api::file got = co_await files.show(account_id, file_id);
        way.called(got.id.size() + got.name.size() + static_cast<std::size_t>(got.file_size != 0));
    }
}

/// What the typed client sends.
request make_request(const std::string& host) {
    const std::string target = "/v4/accounts/" + std::string(account_id) + "/files/" + std::string(file_id);
    request made(http::verb::get, target, 11);
    made.set(http::field::host, host);
    made.set(http::field::user_agent, std::string("frameio-cpp/") + std::string(frameio::version()));
    made.set(http::field::authorization, "Bearer " + std::string(token));
    made.set(http::field::accept, "application/json");
    return made;
}

std::size_t count_octets(const std::string& body) {
    return body.size();
}

std::size_t read_members(const std::string& body) {
    thread_local simdjson::dom::parser parser;
    simdjson::dom::element whole;
    if (parser.parse(body).get(whole) != simdjson::SUCCESS) {
        throw std::runtime_error("an answer is no JSON");
    }
    const auto data = whole["data"];
    std::size_t sum = 0;
    for (const char* const name : {"id", "name", "status", "media_type"}) {
        std::string_view text;
        if (data[name].get(text) != simdjson::SUCCESS) {
            throw std::runtime_error(std::string("an answer has no ") + name);
        }
        sum += text.size();
    }
    std::int64_t size = 0;
    if (data["file_size"].get(size) != simdjson::SUCCESS) {
        throw std::runtime_error("an answer has no file_size");
    }
    return sum + static_cast<std::size_t>(size != 0);
}

using body_reader = std::size_t (*)(const std::string& body);

/// The request is made once and for all.
asio::awaitable<void> call_bare(tcp::endpoint to, const request& asked, body_reader read, course& way) {
    const auto executor = co_await asio::this_coro::executor;
    tcp::socket socket(executor);
    co_await socket.async_connect(to, asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    boost::beast::flat_buffer buffer;
    while (way.goes_on()) {
        co_await http::async_write(socket, asked, asio::use_awaitable);
        response got;
        co_await http::async_read(socket, buffer, got, asio::use_awaitable);
        if (got.result() != http::status::ok) {
            throw std::runtime_error("a request was refused");
        }
        way.called(read(got.body()));
    }
}

tcp::endpoint parse_address(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    return {asio::ip::make_address(text.substr(0, colon)),
            static_cast<std::uint16_t>(std::stoul(text.substr(colon + 1)))};
}

void rethrow(std::exception_ptr failure) {
    if (failure) {
        std::rethrow_exception(failure);
    }
}

void run(const options& given) {
    course::length how_long;
    how_long.workers = given.count("--workers", 1);
    how_long.measured = std::chrono::duration<double>(given.number("--seconds", 1));
    how_long.calls = given.count("--calls", 0);
    course way(how_long, allocations);
    const std::string to = given.text("--to", "127.0.0.1:8080");
    const std::string how = given.text("--how", "client");
    const api::client client = make_client(given, how_long.workers);
    const request asked = make_request(to);
    asio::io_context context(1);
    for (std::size_t i = 0; i < how_long.workers; ++i) {
        if (how == "client" || how == "gated") {
            asio::co_spawn(context, call_typed(client, way), rethrow);
        } else if (how == "beast" || how == "json") {
            const body_reader read = how == "json" ? read_members : count_octets;
            asio::co_spawn(context, call_bare(parse_address(to), asked, read, way), rethrow);
        } else {
            throw std::invalid_argument("--how is client, gated, beast or json");
        }
    }
    context.run();
    if (way.is_measured()) {
        way.report();
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        run(options(argc, argv));
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "bench_client: %s\n", failure.what());
        return 1;
    }
}
