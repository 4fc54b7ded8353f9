#include "testing/browser.hpp"

#include <frameio/testing/answer.hpp>

#include "web/form_data.hpp"

#include <algorithm>
#include <utility>

namespace frameio::testing {

namespace asio = boost::asio;

namespace {

constexpr int most_redirects = 10;

http::transport_options options_for(clock& time) {
    http::transport_options made;
    made.time = &time;
    made.idle_per_origin = 0;
    return made;
}

std::string lower(std::string_view text) {
    std::string made(text);
    std::ranges::transform(made, made.begin(), [](char each) {
        return each >= 'A' && each <= 'Z' ? static_cast<char>(each | 0x20) : each;
    });
    return made;
}

bool is_question_of_adobe(const browser::page& shown) {
    return shown.status == 200 && http::url::parse(shown.url).target().starts_with("/ims/authorize/");
}

}  // namespace

std::string browser::page::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string() : found->second;
}

browser::browser(clock& time) : transport_(options_for(time)) {}

asio::awaitable<browser::page> browser::get(std::string url) {
    return send("GET", std::move(url), {});
}

asio::awaitable<browser::page> browser::post(std::string url, std::string form) {
    return send("POST", std::move(url), std::move(form));
}

asio::awaitable<browser::page> browser::follow(std::string url, std::string user_id) {
    page shown = co_await get(std::move(url));
    for (int steps = 0; steps < most_redirects; ++steps) {
        const bool leads_on = shown.status >= 300 && shown.status < 400;
        if (leads_on) {
            std::string next = http::url::parse(shown.url).resolve(shown.header("location")).text();
            shown = co_await get(std::move(next));
        } else if (is_question_of_adobe(shown)) {
            const http::url here = http::url::parse(shown.url);
            const std::string query = here.target().substr(here.target().find('?') + 1);
            std::string form = query + "&user=" + user_id;
            shown = co_await post(here.origin() + "/ims/authorize/v2", std::move(form));
        } else {
            co_return shown;
        }
    }
    throw failure("the browser is sent from one page to the next, on and on: " + shown.url);
}

asio::awaitable<browser::page> browser::send(std::string method, std::string url, std::string form) {
    const http::url to = http::url::parse(url);
    http::client_request asked(method, to);
    std::string cookies;
    for (const auto& [name, value] : cookies_[to.origin()]) {
        cookies += (cookies.empty() ? "" : "; ") + name + "=" + value;
    }
    if (!cookies.empty()) {
        asked.header("Cookie", cookies);
    }
    for (const auto& [name, value] : extra_headers) {
        asked.header(name, value);
    }
    if (method == "POST") {
        asked.header("Content-Type", "application/x-www-form-urlencoded");
        asked.header("Origin", to.origin());
    }
    asked.body = std::move(form);
    const http::client_response got = co_await transport_.send(std::move(asked));
    page shown;
    shown.status = got.status;
    shown.url = std::move(url);
    shown.text = got.body;
    for (std::size_t at = 0; at < got.headers.size(); ++at) {
        shown.headers.emplace(lower(got.headers[at].name), got.headers[at].value);
    }
    take_cookies(to.origin(), shown);
    co_return shown;
}

void browser::take_cookies(const std::string& origin, const page& from) {
    const auto [first, last] = from.headers.equal_range("set-cookie");
    for (auto each = first; each != last; ++each) {
        const std::string& line = each->second;
        const std::string pair = line.substr(0, line.find(';'));
        const std::string name = pair.substr(0, pair.find('='));
        if (line.find("Max-Age=0") != std::string::npos) {
            cookies_[origin].erase(name);
        } else {
            cookies_[origin][name] = pair.substr(name.size() + 1);
        }
    }
}

}  // namespace frameio::testing
