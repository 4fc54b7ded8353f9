#pragma once

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

/// Command line flags, written "--name value".
class options {
public:
    options(int argc, char** argv) : words_(argv + 1, argv + argc) {}

    bool has(std::string_view name) const {
        return std::find(words_.begin(), words_.end(), name) != words_.end();
    }

    /// The word at `place` behind the flag; 1 is its value.
    std::string text(std::string_view name, std::string otherwise, std::ptrdiff_t place = 1) const {
        auto flag = std::find(words_.begin(), words_.end(), name);
        if (flag == words_.end()) {
            return otherwise;
        }
        if (words_.end() - flag <= place) {
            throw std::invalid_argument(std::string(name) + " needs a value");
        }
        return flag[place];
    }

    double number(std::string_view name, double otherwise) const {
        std::string word = text(name, std::to_string(otherwise));
        return std::stod(word);
    }

    std::size_t count(std::string_view name, std::size_t otherwise) const {
        return static_cast<std::size_t>(number(name, static_cast<double>(otherwise)));
    }

    /// The signing secret: a flag for a person, the environment for a runner.
    std::string secret() const {
        const char* variable = std::getenv("WEBHOOK_SECRET");
        std::string found = text("--secret", variable == nullptr ? "" : variable);
        if (found.empty()) {
            throw std::invalid_argument("give --secret or WEBHOOK_SECRET");
        }
        return found;
    }

private:
    std::vector<std::string> words_;
};
