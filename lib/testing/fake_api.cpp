#include <frameio/testing/answer.hpp>
#include <frameio/testing/fake_api.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace frameio::testing {
namespace {

std::string_view take_part(std::string_view& of) {
    const std::string_view part = of.substr(0, of.find('/'));
    of.remove_prefix(std::min(part.size() + 1, of.size()));
    return part;
}

bool fits(std::string_view pattern, std::string_view path) {
    while (!pattern.empty() && !path.empty()) {
        const std::string_view wanted = take_part(pattern);
        const std::string_view part = take_part(path);
        if (wanted != part && wanted != "*") {
            return false;
        }
    }
    return pattern.empty() && path.empty();
}

bool succeeded(const api_call& call) {
    return call.status >= 200 && call.status < 300;
}

}  // namespace

expectation& fake_api::on(std::string method, std::string path) {
    return expectations_.emplace_back(std::move(method), std::move(path));
}

std::size_t fake_api::count(std::string_view method, std::string_view path) const {
    return static_cast<std::size_t>(std::ranges::count_if(calls_, [&](const api_call& each) {
        return succeeded(each) && each.method == method && fits(path, each.path);
    }));
}

expectation* fake_api::find(const api_call& call) {
    for (auto each = expectations_.rbegin(); each != expectations_.rend(); ++each) {
        const bool is_used_up = each->times_ && each->met_ >= *each->times_;
        if (!is_used_up && each->method_ == call.method && fits(each->path_, call.path)) {
            ++each->met_;
            return &*each;
        }
    }
    return nullptr;
}

void fake_api::verify() const {
    std::string wrong;
    for (const std::string& each : unexpected_) {
        wrong += "\n  nothing was said about " + each;
    }
    for (const expectation& each : expectations_) {
        if (each.times_ && each.met_ < *each.times_) {
            wrong += fmt::format("\n  {} {} was expected {} times, and came {} times", each.method_, each.path_,
                                 *each.times_, each.met_);
        }
    }
    if (!wrong.empty()) {
        throw failure("the app has not called the API as expected:" + wrong);
    }
}

}  // namespace frameio::testing
