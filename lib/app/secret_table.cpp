#include "app/secret_table.hpp"

#include <algorithm>

namespace frameio {

void secret_table::add(const std::vector<std::string>& texts, acceptance& accepting) {
    for (const std::string& text : texts) {
        if (text.empty()) {
            continue;
        }
        const signing_secret secret(text);
        const auto known = std::find(secrets_.begin(), secrets_.end(), secret);
        const auto index = static_cast<std::size_t>(known - secrets_.begin());
        if (known == secrets_.end()) {
            secrets_.push_back(secret);
        }
        accepting.resize(std::max(accepting.size(), index + 1));
        accepting[index] = true;
    }
}

std::vector<std::string> split_secrets(std::string_view list) {
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t comma = list.find(',');
        std::string_view part = list.substr(0, comma);
        const std::size_t first = part.find_first_not_of(" \t\r\n");
        part = first == std::string_view::npos ? std::string_view()
                                               : part.substr(first, part.find_last_not_of(" \t\r\n") - first + 1);
        parts.emplace_back(part);
        if (comma == std::string_view::npos) {
            return parts;
        }
        list.remove_prefix(comma + 1);
    }
}

}  // namespace frameio
