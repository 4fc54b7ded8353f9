#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::cli {

/// Texts in columns, each as wide as the widest of them.
class text_table {
public:
    /// Cells are fit for a terminal, and of one line. All rows have as many.
    void add(std::vector<std::string> row) {
        rows_.push_back(std::move(row));
    }

    /// Each line begins with `margin`, and ends with a line feed.
    std::string text(std::string_view margin = "") const;

private:
    std::vector<std::vector<std::string>> rows_;
};

/// How many characters of UTF-8 a text has.
std::size_t characters_in(std::string_view text);

/// The first characters of a text of well-formed UTF-8, and "…" if there are more than `most`.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace frameio::cli
