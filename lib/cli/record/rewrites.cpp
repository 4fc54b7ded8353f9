#include "cli/record/rewrites.hpp"

#include "cli/inputs.hpp"
#include "cli/text/json_text.hpp"
#include "support/base64.hpp"
#include "support/text.hpp"

#include <fmt/format.h>
#include <boost/json.hpp>

#include <algorithm>
#include <cctype>
#include <utility>

namespace frameio::cli {
namespace {

constexpr auto keep_octets =
    "verify the octets as they were received, before a JSON parser or a framework sees them, and parse them afterwards";
constexpr auto keep_line_ends = "read and keep the body in binary mode; with curl, send it by --data-binary, not -d";
constexpr auto copy_exactly = "give the secret exactly as Frame.io showed it";

class collection {
public:
    explicit collection(std::string_view original) : original_(original) {}

    void add(std::string text, std::string finding, const char* remedy) {
        auto same = [&text](const rewrite& known) { return known.text == text; };
        if (text != original_ && !text.empty() && std::none_of(found_.begin(), found_.end(), same)) {
            found_.push_back({std::move(text), std::move(finding), remedy});
        }
    }

    std::vector<rewrite> result() && {
        return std::move(found_);
    }

private:
    std::string_view original_;
    std::vector<rewrite> found_;
};

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string out;
    while (true) {
        std::size_t at = text.find(from);
        out.append(text.substr(0, at));
        if (at == std::string_view::npos) {
            return out;
        }
        out.append(to);
        text.remove_prefix(at + from.size());
    }
}

std::string decoded_hex(std::string_view text) {
    bool is_hex = text.size() % 2 == 0 &&
                  std::all_of(text.begin(), text.end(), [](unsigned char digit) { return std::isxdigit(digit) != 0; });
    std::string out;
    for (std::size_t at = 0; is_hex && at < text.size(); at += 2) {
        out.push_back(static_cast<char>(std::stoi(std::string(text.substr(at, 2)), nullptr, 16)));
    }
    return out;
}

void add_line_ends(std::string_view body, collection& found) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (body.starts_with(mark)) {
        found.add(std::string(body.substr(mark.size())), "right without the byte order mark that the body starts with",
                  "save the body as UTF-8 without a byte order mark");
    }
    std::string_view inner = trimmed(body);
    std::string_view stripped = body.substr(0, body.find_last_not_of("\r\n") + 1);
    found.add(std::string(stripped), "right without the newline at the end of the body: an editor or echo added it",
              "save the body without a newline at its end, for example with printf '%s'");
    found.add(std::string(inner), "right without the white space around the body", keep_octets);
    found.add(std::string(body) + "\n", "right with a newline at the end of the body: something removed it",
              keep_line_ends);
    found.add(replaced(body, "\r\n", "\n"), "right with LF line ends: something turned them into CRLF", keep_line_ends);
    found.add(replaced(body, "\n", "\r\n"), "right with CRLF line ends: something turned them into LF", keep_line_ends);
}

void add_spellings(std::string_view text, std::string_view canonical, collection& found) {
    auto name = [](std::string_view style) {
        return fmt::format("right for {}: the body was parsed and written again before it was verified", style);
    };
    std::string minified = restyle(text, {"", ""});
    found.add(minified, name("the minified JSON"), keep_octets);
    found.add(std::string(canonical), name("the minified JSON with its texts spelt without escapes"), keep_octets);
    found.add(with_ascii_escapes(canonical), name("the minified JSON with \\u escapes"), keep_octets);
    found.add(with_slash_escapes(minified), name("the minified JSON with \\/ escapes"), keep_octets);
    found.add(restyle(text, {" ", " "}), name("the JSON with a space after each comma and colon"), keep_octets);
    found.add(restyle(text, {"", " ", 2}), name("the JSON indented by 2 spaces"), keep_octets);
    found.add(restyle(text, {"", " ", 4}), name("the JSON indented by 4 spaces"), keep_octets);
}

void add_json_forms(std::string_view body, collection& found) {
    std::string_view text = trimmed(body);
    auto value = parse_json(text);
    if (!value) {
        return;
    }
    add_spellings(text, boost::json::serialize(*value), found);
    std::string ordered = boost::json::serialize(sorted(*value));
    constexpr auto finding =
        "right for the JSON with its keys in alphabetical order: the body was parsed and written again";
    found.add(ordered, finding, keep_octets);
    found.add(restyle(ordered, {" ", " "}), finding, keep_octets);
    if (const auto* inner = value->if_string()) {
        found.add(std::string(*inner), "right for the text inside the JSON string: the body was encoded a second time",
                  keep_octets);
    }
}

void add_pieces(std::string_view secret, collection& found) {
    std::size_t number = 1;
    std::size_t end = secret.find(',');
    for (std::string_view rest = secret; end != std::string_view::npos; ++number) {
        rest.remove_prefix(number == 1 ? 0 : end + 1);
        end = rest.find(',');
        found.add(std::string(trimmed(rest.substr(0, end))),
                  fmt::format("right for number {} of the secrets that the text lists with commas", number),
                  "give each secret by a --secret of its own; only the environment variables take lists");
    }
}

std::string_view unquoted(std::string_view text) noexcept {
    bool quoted = text.size() > 2 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
    return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

std::vector<rewrite> body_rewrites(std::string_view body) {
    collection found(body);
    add_line_ends(body, found);
    add_json_forms(body, found);
    found.add(decode_base64(trimmed(body)).value_or(""),
              "right for the body decoded from base64, as some gateways deliver it",
              "decode the body before it is verified");
    return std::move(found).result();
}

std::vector<rewrite> secret_rewrites(std::string_view secret) {
    collection found(secret);
    std::string_view inner = trimmed(secret);
    found.add(std::string(inner), "right for the secret without the white space around it", copy_exactly);
    found.add(std::string(unquoted(inner)), "right for the secret without the quotes around it", copy_exactly);
    add_pieces(secret, found);
    found.add(std::string(secret) + "\n",
              "right for the secret with a newline at its end: the signer read it from a file",
              "strip the newline where the request is signed");
    constexpr auto literal = "use the secret's text as the key where the request is signed; it is not decoded";
    found.add(decode_base64(inner).value_or(""), "right for the secret decoded from base64", literal);
    found.add(decoded_hex(inner), "right for the secret decoded from hex", literal);
    return std::move(found).result();
}

}  // namespace frameio::cli
