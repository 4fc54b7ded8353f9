#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

/// Takes responses with a Content-Length out of the bytes that a server sent.
class response_reader {
public:
    struct response {
        std::size_t size;
        bool is_ok;
    };

    /// The first response in `bytes`, once it is complete.
    std::optional<response> read(std::string_view bytes) {
        // Servers say the same thing again and again: compare before looking closer.
        if (!last_.empty() && bytes.starts_with(last_)) {
            return response{last_.size(), true};
        }
        std::size_t end = bytes.find("\r\n\r\n");
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        std::string head(bytes.substr(0, end + 2));
        std::transform(head.begin(), head.end(), head.begin(), [](char letter) {
            return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
        });
        response found{end + 4 + body_size(head), head.starts_with("http/1.1 200 ")};
        if (bytes.size() < found.size) {
            return std::nullopt;
        }
        (found.is_ok ? last_ : refusal_) = bytes.substr(0, found.size);
        return found;
    }

    /// A response that was not what is wanted, to show; empty if there was none.
    const std::string& refusal() const {
        return refusal_;
    }

private:
    static std::size_t body_size(const std::string& head) {
        constexpr std::string_view name = "\r\ncontent-length:";
        std::size_t field = head.find(name);
        if (field == std::string::npos) {
            throw std::runtime_error("a response without Content-Length:\n" + head);
        }
        std::size_t value = head.find_first_not_of(' ', field + name.size());
        std::size_t size = 0;
        std::from_chars(head.data() + value, head.data() + head.size(), size);
        return size;
    }

    std::string last_;
    std::string refusal_;
};
