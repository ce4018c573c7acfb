"""Given and family names, of the sort heard in a British service; people are made of them by chance."""

_GIVEN = """
Abena Adaeze Aidan Aisha Alan Alice Amara Amir Anita Ben Bryony Callum Carys Chidi Clare Daniel Deepa
Delroy Dilys Efua Elin Ewan Farah Fiona Gareth Grace Hamza Hannah Ifan Imani Iona Isaac Jamila Jodie Kofi
Kwame Laila Leah Lewis Lucia Magda Maya Mei Mohammed Nadia Nia Niamh Oluwaseun Omar Owen Priya Rachel
Rafal Rhys Rosa Ruth Samir Sanjay Sarah Seren Sian Simon Sunita Tariq Tomasz Uzma Victor Wanjiru Winston
Yasmin Yusuf Zainab Zofia
"""

_FAMILY = """
Abbott Adeyemi Ahmed Akhtar Asante Bains Begum Bevan Boateng Brennan Campbell Chaudhry Clarke Cooper Das
Davies Dixon Doyle Ekwueme Ellis Evans Fashola Finch Fraser Griffiths Gupta Hall Hassan Hughes Hussain
Iqbal Islam James Jones Kaur Khan Kowalski Lewis Lim Mackay Malik Mensah Morgan Murphy Nguyen Nowak
O'Brien Obi Okafor Osei Owusu Parker Patel Pereira Powell Price Quinn Rahman Reid Roberts Robinson Sandhu
Shah Singh Stewart Sullivan Taylor Thapa Thomas Walker Watkins Wilson Wood Wright Yeboah Zhang
"""

GIVEN_NAMES = tuple(_GIVEN.split())
FAMILY_NAMES = tuple(_FAMILY.split())
