// The input is a query, a cookie header and a text, each up to a zero octet: what strangers send to pages.
#include <frameio/error.hpp>

#include "auth/key_ring.hpp"
#include "require.hpp"
#include "support/base64.hpp"
#include "support/percent.hpp"
#include "web/form_data.hpp"
#include "web/message.hpp"
#include "web/page.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

std::string_view next_part(std::string_view& rest) {
    const std::string_view part = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(part.size() == rest.size() ? part.size() : part.size() + 1);
    return part;
}

void check_query(std::string_view query) {
    std::string again = "?";
    const auto values = frameio::web::values_of(query);
    for (const auto& [name, value] : values) {
        again += (again.size() == 1 ? "" : "&") + frameio::percent_encode(name) + "=" + frameio::percent_encode(value);
    }
    require(frameio::web::values_of(again.substr(1)) == values, "what was decoded is encoded, and decoded again");
}

void check_cookie(std::string_view line) {
    frameio::web::request asked;
    asked.headers.emplace_back("Cookie", line);
    const std::string_view value = asked.cookie("session");
    require(value.find(';') == std::string_view::npos, "a cookie ends where the next begins");
    asked.headers.emplace_back("Cookie", "session=ours");
    const bool is_alone = line.find("session") == std::string_view::npos;
    require(!is_alone || asked.cookie("session") == "ours", "a cookie is found beside others");
}

void check_sealed(std::string_view text) {
    static const auto keys = frameio::auth::key_ring::ephemeral();
    const auto octets = frameio::decode_base64(text);
    if (!octets) {
        return;
    }
    require(frameio::decode_base64(frameio::encode_base64url(*octets)) == octets, "base64 and back");
    try {
        keys.open(*octets, "a link");
        require(false, "nobody can make what we have sealed");
    } catch (const frameio::error&) {
    }
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

void check_page(std::string_view shown) {
    static const frameio::web::page_maker pages{frameio::web::brand()};
    static const std::string plain = pages.message(200, "", "").body;
    const std::string body = pages.message(200, shown, shown).body;
    for (const char* const each : {"<", ">", "\""}) {
        require(count(body, each) == count(plain, each), "what is shown adds no markup");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    check_query(next_part(rest));
    check_cookie(next_part(rest));
    check_sealed(rest);
    check_page(rest);
    return 0;
}
