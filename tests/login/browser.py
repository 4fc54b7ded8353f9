"""A browser that tests steer."""
import http.client
import urllib.parse


class Browser:
    """Keeps cookies, and does not follow redirects."""

    def __init__(self):
        self.cookies = {}

    def get(self, url):
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.netloc, timeout=20)
        jar = self.cookies.setdefault(parts.netloc, {})
        connection.request("GET", f"{parts.path}?{parts.query}",
                           headers={"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())})
        response = connection.getresponse()
        text = response.read().decode()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            jar[name] = value
        connection.close()
        return response.status, response.headers, text
