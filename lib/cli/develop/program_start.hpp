#pragma once

#include <map>
#include <string>
#include <vector>

namespace frameio::cli {

/// Variables that a program is to have in addition to ours, or instead of them.
using variables = std::map<std::string, std::string>;

/// Texts as the functions that start programs want them. Outlived by nothing that it points to.
class text_pointers {
public:
    explicit text_pointers(std::vector<std::string> texts);
    text_pointers(const text_pointers&) = delete;
    text_pointers& operator=(const text_pointers&) = delete;

    char** get() noexcept {
        return pointers_.data();
    }

private:
    std::vector<std::string> texts_;
    std::vector<char*> pointers_;
};

/// "NAME=VALUE", of all that a program has that is started with `more`.
std::vector<std::string> environment_with(const variables& more);

}  // namespace frameio::cli
