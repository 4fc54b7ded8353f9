#include "cli/text/text_table.hpp"

#include "support/text.hpp"

#include <algorithm>

namespace frameio::cli {
namespace {

constexpr std::size_t gap = 2;

/// Characters that are wider or narrower than one place count as one.
std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t column = 0; column < row.size(); ++column) {
            widths[column] = std::max(widths[column], characters_in(row[column]));
        }
    }
    return widths;
}

}  // namespace

std::string text_table::text(std::string_view margin) const {
    const std::vector<std::size_t> widths = widths_of(rows_);
    std::string all;
    for (const auto& row : rows_) {
        std::string line(margin);
        for (std::size_t column = 0; column < row.size(); ++column) {
            line.append(row[column]).append(widths[column] - characters_in(row[column]) + gap, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        all.append(line).append("\n");
    }
    return all;
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char octet) { return (static_cast<unsigned char>(octet) & 0xC0U) != 0x80U; }));
}

std::string shortened(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size(); ++count) {
        if (count == most) {
            return std::string(text.substr(0, end)) + "…";
        }
        end += std::max<std::size_t>(utf8_character(text.substr(end)), 1);
    }
    return std::string(text);
}

}  // namespace frameio::cli
