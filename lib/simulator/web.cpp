#include "simulator/web.hpp"

#include <algorithm>

namespace frameio::sim {
namespace {

char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | 0x20) : letter;
}

web_response of_type(unsigned status, std::string type, std::string body) {
    web_response made;
    made.status = status;
    made.headers.emplace_back("Content-Type", std::move(type));
    made.body = std::move(body);
    return made;
}

}  // namespace

std::string_view web_request::header(std::string_view name) const noexcept {
    const auto is_same = [](char one, char other) { return lower(one) == lower(other); };
    const auto found =
        std::ranges::find_if(headers, [&](const auto& each) { return std::ranges::equal(each.first, name, is_same); });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

web_response web_response::json(unsigned status, std::string text) {
    return of_type(status, "application/json; charset=utf-8", std::move(text));
}

web_response web_response::page(std::string html) {
    return of_type(200, "text/html; charset=utf-8", std::move(html));
}

web_response web_response::redirect(std::string to) {
    web_response made;
    made.status = 302;
    made.headers.emplace_back("Location", std::move(to));
    return made;
}

web_response web_response::text(unsigned status, std::string said) {
    return of_type(status, "text/plain; charset=utf-8", std::move(said));
}

}  // namespace frameio::sim
