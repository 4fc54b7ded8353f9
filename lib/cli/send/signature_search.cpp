#include "cli/send/signature_search.hpp"

#include "cli/record/rewrites.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdint>
#include <utility>

namespace frameio::cli {
namespace {

constexpr std::size_t largest_searched_body = 64UL << 10;  // a longer one is tried less often, to answer at once
constexpr std::int64_t searched_seconds = 600;

std::string hex_hmac(std::string_view secret, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned length = 0;
    HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
         reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
    return fmt::format("{:02x}", fmt::join(digest.begin(), digest.begin() + length, ""));
}

finding to_finding(const char* code, const rewrite& change) {
    return {code, fmt::format("The signature is {}.", change.finding), change.remedy};
}

class search {
public:
    search(const std::vector<named_secret>& secrets, const std::string& timestamp, const std::string& body,
           const std::string& expected)
        : secrets_(secrets), timestamp_(timestamp), body_(body), expected_(expected) {}

    std::optional<signature_match> run() {
        bool found = try_as_it_is() || try_bodies() || try_secrets() || try_both() || try_times() || try_texts();
        return found ? std::optional(std::move(match_)) : std::nullopt;
    }

private:
    bool is_right(std::string_view secret, std::string_view timestamp, std::string_view body) const {
        std::string text;
        text.append("v0:").append(timestamp).append(":").append(body);
        return hex_hmac(secret, text) == expected_;
    }

    bool accept(const named_secret& secret, std::vector<finding> findings) {
        match_ = {secret.name, std::move(findings)};
        return true;
    }

    bool try_as_it_is() {
        for (const named_secret& secret : secrets_) {
            if (is_right(secret.text, timestamp_, body_)) {
                return accept(secret, {});
            }
        }
        return false;
    }

    bool try_bodies() {
        bodies_ = body_rewrites(body_);
        for (const rewrite& body : bodies_) {
            for (const named_secret& secret : secrets_) {
                if (is_right(secret.text, timestamp_, body.text)) {
                    return accept(secret, {to_finding("body", body)});
                }
            }
        }
        return false;
    }

    bool try_secrets() {
        for (const named_secret& secret : secrets_) {
            for (const rewrite& other : secret_rewrites(secret.text)) {
                if (is_right(other.text, timestamp_, body_)) {
                    return accept(secret, {to_finding("secret", other)});
                }
            }
        }
        return false;
    }

    bool try_both() {
        for (const named_secret& secret : secrets_) {
            for (const rewrite& other : secret_rewrites(secret.text)) {
                if (body_.size() <= largest_searched_body && try_bodies_with(secret, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    bool try_bodies_with(const named_secret& secret, const rewrite& other) {
        for (const rewrite& body : bodies_) {
            if (is_right(other.text, timestamp_, body.text)) {
                return accept(secret, {to_finding("body", body), to_finding("secret", other)});
            }
        }
        return false;
    }

    bool try_times() {
        std::int64_t time = std::stoll(timestamp_);
        std::int64_t reach = body_.size() > largest_searched_body ? 0 : searched_seconds;
        for (std::int64_t other = time - reach; other <= time + reach; ++other) {
            for (const named_secret& secret : secrets_) {
                if (is_right(secret.text, std::to_string(other), body_)) {
                    return accept(secret,
                                  {{"timestamp", fmt::format("The signature is right for the timestamp {}.", other),
                                    "use the text of the timestamp header, not a time of your own"}});
                }
            }
        }
        return false;
    }

    bool try_texts() {
        for (const named_secret& secret : secrets_) {
            for (const char* shape : {"{1}", "{0}:{1}", "{0}.{1}", "{0}{1}", "v0.{0}.{1}", "v0{0}{1}"}) {
                if (hex_hmac(secret.text, fmt::format(fmt::runtime(shape), timestamp_, body_)) == expected_) {
                    std::string text = fmt::format(fmt::runtime(shape), "TIMESTAMP", "BODY");
                    return accept(secret,
                                  {{"signature", fmt::format("The signature is over another text, \"{}\".", text),
                                    "sign \"v0:TIMESTAMP:BODY\""}});
                }
            }
        }
        return false;
    }

    const std::vector<named_secret>& secrets_;
    const std::string& timestamp_;
    const std::string& body_;
    const std::string& expected_;
    std::vector<rewrite> bodies_;
    signature_match match_;
};

}  // namespace

std::optional<signature_match> find_signature(const std::vector<named_secret>& secrets, const std::string& timestamp,
                                              const std::string& body, const std::string& expected) {
    return search(secrets, timestamp, body, expected).run();
}

}  // namespace frameio::cli
