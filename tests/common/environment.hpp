#pragma once

/// @file
/// Variables of the environment for the length of a test.

#include <cstdlib>
#include <optional>
#include <string>

namespace frameio_test {

/// Sets or removes a variable; puts it back as it was at the end.
class variable {
public:
    variable(const char* name, const char* value) : name_(name) {
        if (const char* before = std::getenv(name)) {
            before_ = before;
        }
        set(value);
    }
    ~variable() {
        set(before_ ? before_->c_str() : nullptr);
    }
    variable(const variable&) = delete;
    variable& operator=(const variable&) = delete;

private:
    void set(const char* value) {
        if (value == nullptr) {
            ::unsetenv(name_.c_str());
        } else {
            ::setenv(name_.c_str(), value, 1);
        }
    }

    std::string name_;
    std::optional<std::string> before_;
};

/// An environment without signing secrets.
struct no_secrets {
    variable without_webhooks{"WEBHOOK_SECRET", nullptr};
    variable without_actions{"CUSTOM_ACTION_SECRET", nullptr};
};

}  // namespace frameio_test
