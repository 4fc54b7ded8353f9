#pragma once

/// @file
/// Frame.io's API, as far as a test plays it; see `frameio/testing.hpp`.

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace frameio::testing {

/// A call that the app has made.
class api_call {
public:
    api_call() = default;

    std::string method;
    std::string path;  ///< without the query
    std::string query;
    std::string body;
    std::string token;    ///< that it was made with: `log_in` gives "token-of-USER" where there is no simulator
    unsigned status = 0;  ///< of its answer; 0: it got none
};

/// What some calls are answered with.
class expectation {
public:
    expectation(std::string method, std::string path) : method_(std::move(method)), path_(std::move(path)) {}

    /// Default: 200 without a body.
    expectation& answer(unsigned status, std::string json = {}) {
        status_ = status;
        json_ = std::move(json);
        return *this;
    }
    /// The connection ends instead: before the call has its effect, or after it.
    expectation& cut() {
        status_ = 0;
        return *this;
    }
    /// So many calls are expected; more of them meet what was said before. Default: any number.
    expectation& times(std::size_t count) {
        times_ = count;
        return *this;
    }

private:
    friend class fake_api;
    friend class outside;

    std::string method_;
    std::string path_;
    unsigned status_ = 200;
    std::string json_;
    std::optional<std::size_t> times_;
    std::size_t met_ = 0;
};

/// Answers the app's calls with what it was told, and remembers them.
class fake_api {
public:
    fake_api() = default;
    fake_api(const fake_api&) = delete;
    fake_api& operator=(const fake_api&) = delete;

    /// From now on. In a path, "*" stands for any one part: "/v4/accounts/*/files/*". Of several that fit, the one that
    /// was added last counts. The reference is good as long as this.
    expectation& on(std::string method, std::string path);

    /// In the order in which they came.
    const std::deque<api_call>& calls() const noexcept {
        return calls_;
    }
    /// Those with that method and path that were answered with 2xx.
    std::size_t count(std::string_view method, std::string_view path) const;

    /// @throws failure that names calls that nothing was said about, which are answered 404, and expected calls that
    ///         have not come
    void verify() const;

private:
    friend class kit;
    friend class outside;

    /// What a call is to be answered with; null: nothing was said.
    expectation* find(const api_call& call);

    std::deque<expectation> expectations_;
    std::deque<api_call> calls_;  // one that is answered stays where it is
    std::vector<std::string> unexpected_;
};

}  // namespace frameio::testing
