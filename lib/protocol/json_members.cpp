#include "protocol/json_members.hpp"

namespace frameio {

namespace {

bool is_space(char octet) noexcept {
    return octet == ' ' || octet == '\t' || octet == '\n' || octet == '\r';
}

bool ends_scalar(char octet) noexcept {
    return octet == ',' || octet == '}' || octet == ']' || is_space(octet);
}

bool is_escaped(std::string_view before_quote) noexcept {
    const std::size_t last = before_quote.find_last_not_of('\\');
    const std::size_t run = last == std::string_view::npos ? before_quote.size() : before_quote.size() - last - 1;
    return run % 2 == 1;
}

}  // namespace

json_members::json_members(std::string_view text) noexcept : text_(text) {
    skip_space();
    lost_ = !skip('{');
}

bool json_members::next() noexcept {
    if (lost_ || complete_) {
        return false;
    }
    skip_space();
    if (skip('}')) {
        return finish();
    }
    if (begun_ && !skip(',')) {
        lost_ = true;
        return false;
    }
    begun_ = true;
    lost_ = !read_member();
    return !lost_;
}

bool json_members::finish() noexcept {
    skip_space();
    complete_ = at_ == text_.size();
    lost_ = !complete_;
    return false;
}

bool json_members::read_member() noexcept {
    skip_space();
    const std::size_t key_start = at_ + 1;
    if (!skip_string()) {
        return false;
    }
    key_ = text_.substr(key_start, at_ - key_start - 1);
    skip_space();
    if (!skip(':')) {
        return false;
    }
    skip_space();
    const std::size_t value_start = at_;
    if (!skip_value()) {
        return false;
    }
    value_ = since(value_start);
    return true;
}

void json_members::skip_space() noexcept {
    while (at_ < text_.size() && is_space(text_[at_])) {
        ++at_;
    }
}

bool json_members::skip(char wanted) noexcept {
    if (at_ == text_.size() || text_[at_] != wanted) {
        return false;
    }
    ++at_;
    return true;
}

bool json_members::skip_string() noexcept {
    if (!skip('"')) {
        return false;
    }
    std::size_t checked = at_;
    std::size_t quote = text_.find('"', checked);
    while (quote != std::string_view::npos && is_escaped(text_.substr(checked, quote - checked))) {
        checked = quote + 1;
        quote = text_.find('"', checked);
    }
    at_ = quote == std::string_view::npos ? text_.size() : quote + 1;
    return quote != std::string_view::npos;
}

bool json_members::skip_nested() noexcept {
    std::size_t depth = 0;
    do {
        const char octet = text_[at_];
        if (octet == '"') {
            if (!skip_string()) {
                return false;
            }
            continue;
        }
        depth += static_cast<std::size_t>(octet == '{' || octet == '[');
        depth -= static_cast<std::size_t>(octet == '}' || octet == ']');
        ++at_;
    } while (depth > 0 && at_ < text_.size());
    return depth == 0;
}

bool json_members::skip_value() noexcept {
    if (at_ == text_.size()) {
        return false;
    }
    switch (text_[at_]) {
        case '"':
            return skip_string();
        case '{':
        case '[':
            return skip_nested();
        default: {
            const std::size_t start = at_;
            while (at_ < text_.size() && !ends_scalar(text_[at_])) {
                ++at_;
            }
            return at_ > start;
        }
    }
}

}  // namespace frameio
