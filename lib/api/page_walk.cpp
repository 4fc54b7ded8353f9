#include "api/page_walk.hpp"

#include "api/fetch.hpp"
#include "api/verdict.hpp"

#include <functional>

namespace frameio::api {

page_walk::page_walk(caller by, outgoing first) : by_(std::move(by)), call_(std::move(first)), target_(call_.target()) {
    seen_.insert(std::hash<std::string>()(*target_));
}

asio::awaitable<std::optional<answer>> page_walk::fetch() {
    std::optional<answer> got;
    if (failure_) {
        throw *failure_;
    }
    if (!target_) {
        co_return got;
    }
    const outgoing call = call_.to(*target_);
    got = co_await perform(by_, call);
    follow(*got);
    co_return got;
}

void page_walk::follow(const answer& got) {
    deviations ignored;
    const json_reader whole(parse_answer(by_, call_, got), ignored);
    total_count_.reset();
    link_.reset();
    target_.reset();
    if (const auto count = whole.find("total_count"); count && !count->is_null()) {
        std::int64_t number = 0;
        total_count_ = read(json_reader(*count, whole, "total_count"), number) ? std::optional(number) : std::nullopt;
    }
    const auto links = whole.find("links");
    const auto next = links ? json_reader(*links, whole, "links").find("next") : std::nullopt;
    std::string_view text;
    if (!next || next->get(text) != simdjson::SUCCESS || text.empty()) {
        return;
    }
    link_ = text;
    std::string target = target_of(text);
    if (!failure_ && !seen_.insert(std::hash<std::string>()(target)).second) {
        fail(errc::page_loop, "the links to the next page go in a circle");
    }
    if (!failure_) {
        target_ = std::move(target);
    }
}

std::string page_walk::target_of(std::string_view link) {
    const http::url& base = by_.client()->base();
    try {
        const http::url to = base.resolve(link);
        if (to.origin() == base.origin()) {
            return keep_parameters(to.target(), call_.target());
        }
        fail(errc::unexpected_answer, "the link to the next page leads elsewhere");
    } catch (const error& failure) {
        fail(errc::unexpected_answer, std::string("the link to the next page is not one: ") + failure.what());
    }
    return {};
}

void page_walk::fail(errc code, const std::string& why) {
    failure_ = to_error(call_, not_sent(code, why, false), 1);
}

simdjson::dom::element parse_answer(const caller&, const outgoing& call, const answer& got) {
    try {
        return parse_json(got.body);
    } catch (const error&) {
        verdict unreadable =
            not_sent(errc::unexpected_answer, std::to_string(got.status) + " with a body that is not JSON", false);
        unreadable.known.status = got.status;
        unreadable.known.body = got.body.substr(0, 64UL * 1024);
        unreadable.known.in_doubt = !reads_only(call.what());
        throw to_error(call, std::move(unreadable), 1);
    }
}

void note(const caller& by, const outgoing& call, const deviations& found) {
    if (!found.places().empty()) {
        by.client()->note_deviations(call.what().name, found.places());
    }
}

template class pages<json>;  // of operations that no one has described

}  // namespace frameio::api
